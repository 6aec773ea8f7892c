-- Sets the status of a worker.
-- KEYS: record hash; ARGV: 1 epoch, 2 status
-- Gives: 1, or 0 if the lease no longer holds
if redis.call('HGET', KEYS[1], 'epoch') ~= ARGV[1] then
  return 0
end
redis.call('HSET', KEYS[1], 'status', ARGV[2])
return 1
