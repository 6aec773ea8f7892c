-- Leaves a worker to the next host; nothing of it runs any more.
-- KEYS: record hash; ARGV: 1 epoch
-- Gives: 1, or 0 if the lease no longer holds
if redis.call('HGET', KEYS[1], 'epoch') ~= ARGV[1] then
  return 0
end
redis.call('HSET', KEYS[1], 'status', 'LOST')
redis.call('HDEL', KEYS[1], 'crashed')
return 1
