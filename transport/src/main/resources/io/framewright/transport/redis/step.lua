-- Records a step between two commands. Atomic; trying again records it once.
-- KEYS: record hash, steps; ARGV: 1 epoch, 2 id, 3 step JSON
-- Gives: 0 if it is recorded, the epoch that fences this one, or -1 if there is no record
local current = tonumber(redis.call('HGET', KEYS[1], 'epoch') or -1)
if current ~= tonumber(ARGV[1]) then
  return current
end
if #redis.call('XRANGE', KEYS[2], ARGV[2], ARGV[2]) == 0 then
  redis.call('XADD', KEYS[2], ARGV[2], 'step', ARGV[3])
end
return 0
