-- Tables whose key is several columns are WITHOUT ROWID, which drizzle-kit cannot say: one tree instead of two to write.
CREATE TABLE `answer` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`guild_id` text NOT NULL,
	`user_id` text NOT NULL,
	`question_key` integer NOT NULL,
	`revision` text NOT NULL,
	`mode` text NOT NULL,
	`source` text NOT NULL,
	`option_order` text NOT NULL,
	`choice` text NOT NULL,
	`answered_at` integer NOT NULL,
	`correct` integer NOT NULL,
	`points` integer NOT NULL,
	`rule` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `answer_once` ON `answer` (`source`,`user_id`);--> statement-breakpoint
CREATE INDEX `answer_member` ON `answer` (`guild_id`,`user_id`,`id`);--> statement-breakpoint
CREATE TABLE `daily_delivery` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`guild_id` text NOT NULL,
	`local_date` text NOT NULL,
	`due_at` integer NOT NULL,
	`channel_id` text NOT NULL,
	`role_id` text,
	`question_key` integer NOT NULL,
	`revision` text NOT NULL,
	`option_order` text NOT NULL,
	`state` text NOT NULL,
	`attempts` integer DEFAULT 0 NOT NULL,
	`retry_at` integer NOT NULL,
	`last_error` text,
	`message_id` text,
	`sent_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `daily_delivery_date` ON `daily_delivery` (`guild_id`,`local_date`);--> statement-breakpoint
CREATE INDEX `daily_delivery_pending` ON `daily_delivery` (`retry_at`) WHERE "daily_delivery"."state" = 'pending';--> statement-breakpoint
CREATE INDEX `daily_delivery_question` ON `daily_delivery` (`guild_id`,`question_key`);--> statement-breakpoint
CREATE TABLE `daily_schedule` (
	`guild_id` text PRIMARY KEY NOT NULL,
	`channel_id` text NOT NULL,
	`time` text NOT NULL,
	`role_id` text,
	`paused_at` integer,
	`next_due_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `daily_schedule_due` ON `daily_schedule` (`next_due_at`) WHERE "daily_schedule"."paused_at" is null;--> statement-breakpoint
CREATE TABLE `guild` (
	`id` text PRIMARY KEY NOT NULL,
	`time_zone` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `log_position` (
	`name` text PRIMARY KEY NOT NULL,
	`answer_id` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `member_day` (
	`user_id` text NOT NULL,
	`guild_id` text NOT NULL,
	`day` text NOT NULL,
	`answers` integer NOT NULL,
	`correct` integer NOT NULL,
	`points` integer NOT NULL,
	PRIMARY KEY(`user_id`, `guild_id`, `day`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `member_domain` (
	`user_id` text NOT NULL,
	`guild_id` text NOT NULL,
	`pack_id` text NOT NULL,
	`domain` text NOT NULL,
	`answers` integer NOT NULL,
	`correct` integer NOT NULL,
	PRIMARY KEY(`user_id`, `guild_id`, `pack_id`, `domain`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `member_question` (
	`user_id` text NOT NULL,
	`question_key` integer NOT NULL,
	`guild_id` text NOT NULL,
	`answers` integer NOT NULL,
	`correct` integer NOT NULL,
	`last_answered_at` integer NOT NULL,
	`last_correct` integer NOT NULL,
	`last_paid_at` integer,
	PRIMARY KEY(`user_id`, `question_key`, `guild_id`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `pack` (
	`id` text PRIMARY KEY NOT NULL,
	`manifest` text NOT NULL,
	`content_hash` text NOT NULL,
	`imported_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `points_total` (
	`guild_id` text NOT NULL,
	`period` text NOT NULL,
	`subject` text NOT NULL,
	`user_id` text NOT NULL,
	`points` integer NOT NULL,
	PRIMARY KEY(`guild_id`, `period`, `subject`, `user_id`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `points_total_rank` ON `points_total` (`guild_id`,`period`,`subject`,"points" desc,`user_id`);--> statement-breakpoint
CREATE TABLE `question` (
	`key` integer PRIMARY KEY NOT NULL,
	`pack_id` text NOT NULL,
	`id` text NOT NULL,
	`revision` text NOT NULL,
	`topic_id` integer NOT NULL,
	`domain` text,
	`objective` text,
	`difficulty` text NOT NULL,
	`retired_at` integer,
	FOREIGN KEY (`topic_id`) REFERENCES `topic`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `question_id` ON `question` (`pack_id`,`id`);--> statement-breakpoint
CREATE INDEX `question_topic` ON `question` (`topic_id`) WHERE "question"."retired_at" is null;--> statement-breakpoint
CREATE TABLE `question_revision` (
	`question_key` integer NOT NULL,
	`revision` text NOT NULL,
	`content` text NOT NULL,
	PRIMARY KEY(`question_key`, `revision`),
	FOREIGN KEY (`question_key`) REFERENCES `question`(`key`) ON UPDATE no action ON DELETE no action
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `quiz` (
	`id` text PRIMARY KEY NOT NULL,
	`user_id` text NOT NULL,
	`guild_id` text NOT NULL,
	`created_at` integer NOT NULL,
	`finished_at` integer
);
--> statement-breakpoint
CREATE INDEX `quiz_created` ON `quiz` (`created_at`);--> statement-breakpoint
CREATE TABLE `quiz_question` (
	`quiz_id` text NOT NULL,
	`position` integer NOT NULL,
	`question_key` integer NOT NULL,
	`revision` text NOT NULL,
	`option_order` text NOT NULL,
	`answer_id` integer,
	PRIMARY KEY(`quiz_id`, `position`),
	FOREIGN KEY (`quiz_id`) REFERENCES `quiz`(`id`) ON UPDATE no action ON DELETE cascade
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `topic` (
	`id` integer PRIMARY KEY NOT NULL,
	`pack_id` text NOT NULL,
	`slug` text NOT NULL,
	`title` text NOT NULL,
	`aliases` text NOT NULL,
	`domain` text,
	`objectives` text NOT NULL,
	`related` text NOT NULL,
	`docs` text NOT NULL,
	`summary` text NOT NULL,
	`details` text NOT NULL,
	`commands` text NOT NULL,
	`misconceptions` text NOT NULL,
	`retired_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `topic_slug` ON `topic` (`pack_id`,`slug`);