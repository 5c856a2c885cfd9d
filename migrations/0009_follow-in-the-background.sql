CREATE TABLE `answer_set_aside` (
	`answer_id` integer PRIMARY KEY NOT NULL,
	`follower` text NOT NULL,
	`error` text NOT NULL,
	`failed_at` integer NOT NULL,
	FOREIGN KEY (`answer_id`) REFERENCES `answer`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `zone_change` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`guild_id` text NOT NULL,
	`from_zone` text NOT NULL,
	`to_zone` text NOT NULL,
	`last_answer_id` integer NOT NULL,
	`user_id` text DEFAULT '' NOT NULL,
	`answer_id` integer DEFAULT 0 NOT NULL,
	`pieces` integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE INDEX `zone_change_guild` ON `zone_change` (`guild_id`);