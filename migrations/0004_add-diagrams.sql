CREATE TABLE `picture` (
	`hash` text PRIMARY KEY NOT NULL,
	`png` blob NOT NULL
);
--> statement-breakpoint
ALTER TABLE `topic` ADD `diagram` text;