-- The words of every topic, for free-text search; the weights of the columns stand in src/topic/store.ts.
CREATE VIRTUAL TABLE `topic_text` USING fts5(names, summary, commands, body, tokenize = "porter unicode61 remove_diacritics 2", prefix = '2 3');
--> statement-breakpoint
CREATE VIRTUAL TABLE `topic_vocabulary` USING fts5vocab(`topic_text`, 'row');
--> statement-breakpoint
-- The log of answers is what everything else is derived from, so it never changes.
CREATE TRIGGER `answer_is_append_only` BEFORE UPDATE ON `answer`
BEGIN
  SELECT RAISE(ABORT, 'an answer is never changed');
END;
