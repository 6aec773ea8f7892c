-- Says that a worker lives.
-- KEYS: record hash; ARGV: 1 epoch
-- Gives: now, or 0 if the lease no longer holds
if redis.call('HGET', KEYS[1], 'epoch') ~= ARGV[1] then
  return 0
end
local now, text = clock()
redis.call('HSET', KEYS[1], 'heartbeatOn', text, 'heartbeatMillis', now)
return now
