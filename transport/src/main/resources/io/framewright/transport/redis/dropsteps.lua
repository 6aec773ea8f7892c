-- Drops the steps that a snapshot has made superfluous.
-- KEYS: record hash, steps; ARGV: 1 epoch, 2 id of the first step to keep
-- Gives: 1, or 0 if the epoch is an old one
if tonumber(redis.call('HGET', KEYS[1], 'epoch') or -1) ~= tonumber(ARGV[1]) then
  return 0
end
redis.call('XTRIM', KEYS[2], 'MINID', ARGV[2])
return 1
