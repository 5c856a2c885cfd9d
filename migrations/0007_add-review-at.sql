ALTER TABLE `exam_question` ADD `review_at` integer;--> statement-breakpoint
CREATE INDEX `exam_question_review` ON `exam_question` (`question_key`) WHERE "exam_question"."review_at" is not null;