CREATE TABLE `round` (
	`id` text PRIMARY KEY NOT NULL,
	`guild_id` text NOT NULL,
	`channel_id` text NOT NULL,
	`host_id` text NOT NULL,
	`subject` text NOT NULL,
	`mode` text NOT NULL,
	`seconds` integer,
	`teams` integer NOT NULL,
	`discusses` integer NOT NULL,
	`questions` integer NOT NULL,
	`created_at` integer NOT NULL,
	`phase` text NOT NULL,
	`position` integer NOT NULL,
	`due_at` integer NOT NULL,
	`ends_at` integer,
	`message_id` text,
	`is_shown` integer NOT NULL,
	`unsure_since` integer,
	`attempts` integer DEFAULT 0 NOT NULL,
	`claimed_until` integer DEFAULT 0 NOT NULL,
	`answered` integer DEFAULT 0 NOT NULL,
	`shown_answered` integer DEFAULT 0 NOT NULL,
	`unanswered` integer DEFAULT 0 NOT NULL,
	`ended_because` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `round_channel` ON `round` (`channel_id`) WHERE "round"."phase" <> 'over';--> statement-breakpoint
CREATE INDEX `round_due` ON `round` (`due_at`) WHERE "round"."phase" <> 'over';--> statement-breakpoint
CREATE INDEX `round_guild` ON `round` (`guild_id`,`created_at`);--> statement-breakpoint
CREATE TABLE `round_answer` (
	`round_id` text NOT NULL,
	`position` integer NOT NULL,
	`vote` integer NOT NULL,
	`user_id` text NOT NULL,
	`choice` text NOT NULL,
	`sure` integer NOT NULL,
	`answered_at` integer NOT NULL,
	PRIMARY KEY(`round_id`, `position`, `vote`, `user_id`),
	FOREIGN KEY (`round_id`) REFERENCES `round`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `round_player` (
	`round_id` text NOT NULL,
	`user_id` text NOT NULL,
	`team` integer,
	`points` integer DEFAULT 0 NOT NULL,
	`right` integer DEFAULT 0 NOT NULL,
	`last_position` integer DEFAULT -1 NOT NULL,
	PRIMARY KEY(`round_id`, `user_id`),
	FOREIGN KEY (`round_id`) REFERENCES `round`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `round_question` (
	`round_id` text NOT NULL,
	`position` integer NOT NULL,
	`question_key` integer NOT NULL,
	`revision` text NOT NULL,
	`option_order` text NOT NULL,
	`answers` integer,
	`right` integer,
	`teams_right` text,
	PRIMARY KEY(`round_id`, `position`),
	FOREIGN KEY (`round_id`) REFERENCES `round`(`id`) ON UPDATE no action ON DELETE cascade
);
