ALTER TABLE `daily_delivery` ADD `recap_of` integer;--> statement-breakpoint
ALTER TABLE `daily_delivery` ADD `announce_at` integer;--> statement-breakpoint
ALTER TABLE `daily_delivery` ADD `announce_unsure_since` integer;--> statement-breakpoint
CREATE INDEX `daily_delivery_announce` ON `daily_delivery` (`announce_at`) WHERE "daily_delivery"."announce_at" is not null;