CREATE TABLE `member_settings` (
	`user_id` text PRIMARY KEY NOT NULL,
	`subject` text,
	`exam_pack` text,
	`shows_answers` integer NOT NULL
);
--> statement-breakpoint
-- A whole pack is a subject from now on. Every question belongs to one topic, so a pack's points are those of its topics.
INSERT INTO `points_total` (`guild_id`, `period`, `subject`, `user_id`, `points`)
SELECT `guild_id`, `period`, 'pack/' || substr(`subject`, 7, instr(substr(`subject`, 7), '/') - 1) AS `pack`, `user_id`, sum(`points`)
FROM `points_total`
WHERE `subject` LIKE 'topic/%'
GROUP BY `guild_id`, `period`, `pack`, `user_id`;
