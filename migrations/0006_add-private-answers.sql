ALTER TABLE `member_domain` ADD `private_answers` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `member_domain` ADD `private_correct` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE INDEX `quiz_member` ON `quiz` (`user_id`,`created_at`);--> statement-breakpoint
-- Of the answers that the totals hold, those given in mock exams and reviews. A question that changed its domain since may
-- stand in another row than its answers: a row has no more of them than it has answers, right and wrong.
UPDATE `member_domain` SET
  `private_answers` = min(`given`.`right`, `member_domain`.`correct`)
    + min(`given`.`wrong`, `member_domain`.`answers` - `member_domain`.`correct`),
  `private_correct` = min(`given`.`right`, `member_domain`.`correct`)
FROM (
  SELECT `answer`.`user_id`, `answer`.`guild_id`, `question`.`pack_id`, coalesce(`question`.`domain`, '') AS `domain`,
    sum(`answer`.`correct`) AS `right`, sum(NOT `answer`.`correct`) AS `wrong`
  FROM `answer`
  JOIN `question` ON `question`.`key` = `answer`.`question_key`
  LEFT JOIN `answer_withdrawn` ON `answer_withdrawn`.`answer_id` = `answer`.`id`
  WHERE `answer`.`mode` IN ('exam', 'review') AND `answer_withdrawn`.`answer_id` IS NULL
    AND `answer`.`id` <= (SELECT `answer_id` FROM `log_position` WHERE `name` = 'totals')
  GROUP BY 1, 2, 3, 4
) AS `given`
WHERE `member_domain`.`user_id` = `given`.`user_id` AND `member_domain`.`guild_id` = `given`.`guild_id`
  AND `member_domain`.`pack_id` = `given`.`pack_id` AND `member_domain`.`domain` = `given`.`domain`;
