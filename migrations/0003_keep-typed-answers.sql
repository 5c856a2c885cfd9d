ALTER TABLE `answer` ADD `typed` text;
--> statement-breakpoint
DROP TRIGGER `answer_is_append_only`;
--> statement-breakpoint
-- What a member did never changes, what they typed included; what it was worth may be reckoned again.
CREATE TRIGGER `answer_is_append_only`
BEFORE UPDATE OF `guild_id`, `user_id`, `question_key`, `revision`, `mode`, `source`, `option_order`, `choice`, `typed`, `answered_at` ON `answer`
BEGIN
  SELECT RAISE(ABORT, 'an answer is never changed');
END;
