-- Publishes a recorded event once more, unaltered.
-- KEYS: event stream; ARGV: 1 sequence, 2 response channel
-- Gives: 1, or 0 if the event is no longer kept
local entry = redis.call('XRANGE', KEYS[1], ARGV[1], ARGV[1])[1]
if not entry then
  return 0
end
redis.call('PUBLISH', ARGV[2], entry[2][2])
return 1
