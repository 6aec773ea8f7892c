-- A command has its outcome: forgets its crashes.
-- KEYS: crashes, restarts; ARGV: 1 commandId, 2 '1' if it was the cause and was given up
-- Gives: 1 if there were any, else 0
if ARGV[2] == '1' then
  local all = redis.call('HGETALL', KEYS[2])
  for i = 1, #all, 2 do
    if string.match(all[i + 1], ':(.*)$') == ARGV[1] then
      redis.call('HDEL', KEYS[2], all[i])
    end
  end
end
return redis.call('HDEL', KEYS[1], ARGV[1])
