ALTER TABLE `question` ADD `kind` text DEFAULT 'single' NOT NULL;--> statement-breakpoint
ALTER TABLE `question` ADD `domc` integer DEFAULT false NOT NULL;