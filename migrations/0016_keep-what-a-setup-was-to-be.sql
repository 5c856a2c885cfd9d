CREATE TABLE `daily_draft` (
	`guild_id` text NOT NULL,
	`user_id` text NOT NULL,
	`wishes` text NOT NULL,
	`saved_at` integer NOT NULL,
	PRIMARY KEY(`guild_id`, `user_id`)
);
--> statement-breakpoint
CREATE INDEX `daily_draft_age` ON `daily_draft` (`saved_at`);