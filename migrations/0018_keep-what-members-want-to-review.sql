CREATE TABLE `card_wanted` (
	`user_id` text NOT NULL,
	`question_key` integer NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`user_id`, `question_key`)
);
