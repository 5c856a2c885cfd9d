CREATE TABLE `answer_withdrawn` (
	`answer_id` integer PRIMARY KEY NOT NULL,
	`withdrawn_at` integer NOT NULL,
	FOREIGN KEY (`answer_id`) REFERENCES `answer`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `daily_answer` (
	`delivery_id` integer NOT NULL,
	`user_id` text NOT NULL,
	`choice` text NOT NULL,
	`answered_at` integer NOT NULL,
	PRIMARY KEY(`delivery_id`, `user_id`),
	FOREIGN KEY (`delivery_id`) REFERENCES `daily_delivery`(`id`) ON UPDATE no action ON DELETE cascade
) WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `daily_answer_member` ON `daily_answer` (`user_id`,`delivery_id`);--> statement-breakpoint
CREATE TABLE `exam` (
	`id` text PRIMARY KEY NOT NULL,
	`user_id` text NOT NULL,
	`guild_id` text NOT NULL,
	`pack_id` text NOT NULL,
	`blueprint` text NOT NULL,
	`domain` text,
	`started_at` integer NOT NULL,
	`ends_at` integer NOT NULL,
	`finished_at` integer,
	`correct` integer,
	`questions` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `exam_running` ON `exam` (`user_id`) WHERE "exam"."finished_at" is null;--> statement-breakpoint
CREATE INDEX `exam_ends` ON `exam` (`ends_at`) WHERE "exam"."finished_at" is null;--> statement-breakpoint
CREATE INDEX `exam_member` ON `exam` (`user_id`,`started_at`);--> statement-breakpoint
CREATE TABLE `exam_question` (
	`exam_id` text NOT NULL,
	`position` integer NOT NULL,
	`question_key` integer NOT NULL,
	`revision` text NOT NULL,
	`format` text NOT NULL,
	`option_order` text NOT NULL,
	`choice` text,
	`judged` text,
	`answered_at` integer,
	`correct` integer,
	PRIMARY KEY(`exam_id`, `position`),
	FOREIGN KEY (`exam_id`) REFERENCES `exam`(`id`) ON UPDATE no action ON DELETE cascade
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `guild_topic` (
	`guild_id` text NOT NULL,
	`topic_id` integer NOT NULL,
	`answers` integer NOT NULL,
	`correct` integer NOT NULL,
	PRIMARY KEY(`guild_id`, `topic_id`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `member_ability` (
	`user_id` text NOT NULL,
	`pack_id` text NOT NULL,
	`ability` text NOT NULL,
	`answers` integer NOT NULL,
	`updated_at` integer NOT NULL,
	PRIMARY KEY(`user_id`, `pack_id`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `question_difficulty` (
	`question_key` integer PRIMARY KEY NOT NULL,
	`difficulty` real NOT NULL,
	`variance` real NOT NULL,
	`answers` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `review_card` (
	`user_id` text NOT NULL,
	`question_key` integer NOT NULL,
	`state` integer NOT NULL,
	`due` integer NOT NULL,
	`stability` real NOT NULL,
	`difficulty` real NOT NULL,
	`scheduled_days` integer NOT NULL,
	`learning_steps` integer NOT NULL,
	`reps` integer NOT NULL,
	`lapses` integer NOT NULL,
	`last_review` integer,
	`created_at` integer NOT NULL,
	`first_review_at` integer,
	PRIMARY KEY(`user_id`, `question_key`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `review_card_due` ON `review_card` (`user_id`,`due`);--> statement-breakpoint
CREATE INDEX `review_card_first` ON `review_card` (`user_id`,`first_review_at`);--> statement-breakpoint
CREATE TABLE `review_settings` (
	`user_id` text PRIMARY KEY NOT NULL,
	`new_per_day` integer NOT NULL,
	`time_zone` text NOT NULL,
	`remind_time` text,
	`next_remind_at` integer,
	`stopped_reason` text
);
--> statement-breakpoint
CREATE INDEX `review_settings_due` ON `review_settings` (`next_remind_at`) WHERE "review_settings"."next_remind_at" is not null;--> statement-breakpoint
CREATE TABLE `review_turn` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`user_id` text NOT NULL,
	`guild_id` text NOT NULL,
	`question_key` integer NOT NULL,
	`revision` text NOT NULL,
	`option_order` text NOT NULL,
	`asked_at` integer NOT NULL,
	`choice` text,
	`typed` text,
	`answer_id` integer
);
--> statement-breakpoint
CREATE INDEX `review_turn_member` ON `review_turn` (`user_id`,`id`);--> statement-breakpoint
CREATE INDEX `review_turn_asked` ON `review_turn` (`asked_at`);--> statement-breakpoint
ALTER TABLE `answer` ADD `format` text;--> statement-breakpoint
ALTER TABLE `answer` ADD `confidence` text;--> statement-breakpoint
CREATE INDEX `answer_member_question` ON `answer` (`user_id`,`question_key`,`id`);--> statement-breakpoint
ALTER TABLE `daily_delivery` ADD `unsure_since` integer;--> statement-breakpoint
ALTER TABLE `daily_delivery` ADD `claimed_until` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `daily_delivery` ADD `locks_answers` integer DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE `daily_delivery` ADD `opens_thread` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `daily_delivery` ADD `reveal_at` integer;--> statement-breakpoint
ALTER TABLE `daily_delivery` ADD `revealed_at` integer;--> statement-breakpoint
ALTER TABLE `daily_delivery` ADD `reveal_attempts` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `daily_delivery` ADD `shown_answers` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE INDEX `daily_delivery_reveal` ON `daily_delivery` (`reveal_at`) WHERE "daily_delivery"."revealed_at" is null and "daily_delivery"."reveal_at" is not null;--> statement-breakpoint
ALTER TABLE `daily_schedule` ADD `days` integer DEFAULT 127 NOT NULL;--> statement-breakpoint
ALTER TABLE `daily_schedule` ADD `subject` text;--> statement-breakpoint
ALTER TABLE `daily_schedule` ADD `reveal_after_hours` integer;--> statement-breakpoint
ALTER TABLE `daily_schedule` ADD `locks_answers` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `daily_schedule` ADD `opens_thread` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `daily_schedule` ADD `pinned_question_key` integer;--> statement-breakpoint
ALTER TABLE `daily_schedule` ADD `paused_by` text;--> statement-breakpoint
ALTER TABLE `daily_schedule` ADD `setup_channel_id` text;--> statement-breakpoint
ALTER TABLE `daily_schedule` ADD `setup_user_id` text;--> statement-breakpoint
ALTER TABLE `daily_schedule` ADD `failed_days` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `daily_schedule` ADD `told_at` integer;--> statement-breakpoint
-- How a question was put and how sure the member was are part of what was said.
DROP TRIGGER `answer_is_append_only`;--> statement-breakpoint
CREATE TRIGGER `answer_is_append_only`
BEFORE UPDATE OF `guild_id`, `user_id`, `question_key`, `revision`, `mode`, `source`, `option_order`, `choice`, `typed`, `format`, `confidence`, `answered_at` ON `answer`
BEGIN
  SELECT RAISE(ABORT, 'an answer is never changed');
END;--> statement-breakpoint
-- What is derived from the log has new parts: all of it follows again from the first answer.
DELETE FROM `log_position`;--> statement-breakpoint
DELETE FROM `member_domain`;--> statement-breakpoint
DELETE FROM `member_day`;--> statement-breakpoint
DELETE FROM `points_total`;
