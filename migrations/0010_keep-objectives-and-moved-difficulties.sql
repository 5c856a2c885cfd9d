CREATE TABLE `member_objective` (
	`user_id` text NOT NULL,
	`pack_id` text NOT NULL,
	`objective` text NOT NULL,
	`answers` integer NOT NULL,
	`correct` integer NOT NULL,
	PRIMARY KEY(`user_id`, `pack_id`, `objective`)
) WITHOUT ROWID;
--> statement-breakpoint
ALTER TABLE `question_difficulty` ADD `moved` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE INDEX `question_difficulty_moved` ON `question_difficulty` (`moved`);--> statement-breakpoint
-- As far as the totals have followed the log; what comes after they take over by themselves. The first answer to a question
-- counts, unless it was given in a review.
INSERT INTO `member_objective` (`user_id`, `pack_id`, `objective`, `answers`, `correct`)
SELECT a.`user_id`, q.`pack_id`, q.`objective`, count(*), sum(a.`correct`)
FROM (SELECT min(`id`) AS `id` FROM `answer` GROUP BY `user_id`, `question_key`) f
JOIN `answer` a ON a.`id` = f.`id`
JOIN `question` q ON q.`key` = a.`question_key`
WHERE a.`mode` <> 'review' AND q.`objective` IS NOT NULL
  AND a.`id` <= coalesce((SELECT `answer_id` FROM `log_position` WHERE `name` = 'totals'), 0)
GROUP BY a.`user_id`, q.`pack_id`, q.`objective`;
