-- The words of every topic, for free-text search; the weights of the columns stand in src/topic/store.ts.
CREATE VIRTUAL TABLE `topic_text` USING fts5(names, summary, commands, body, tokenize = "porter unicode61 remove_diacritics 2", prefix = '2 3');
--> statement-breakpoint
-- What a member did never changes; what it was worth may be reckoned again.
CREATE TRIGGER `answer_is_append_only`
BEFORE UPDATE OF `guild_id`, `user_id`, `question_key`, `revision`, `mode`, `source`, `option_order`, `choice`, `answered_at` ON `answer`
BEGIN
  SELECT RAISE(ABORT, 'an answer is never changed');
END;
