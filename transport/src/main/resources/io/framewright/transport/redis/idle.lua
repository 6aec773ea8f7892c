-- Says since when a worker is idle, or that it is no more.
-- KEYS: record hash; ARGV: 1 epoch, 2 '1' if it is idle
-- Gives: 1, or 0 if the lease no longer holds
if redis.call('HGET', KEYS[1], 'epoch') ~= ARGV[1] then
  return 0
end
if ARGV[2] == '1' then
  local _, text = clock()
  redis.call('HSET', KEYS[1], 'idleSince', text)
else
  redis.call('HDEL', KEYS[1], 'idleSince')
end
return 1
