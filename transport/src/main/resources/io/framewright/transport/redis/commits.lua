-- Records a run of events of one worker, where nothing is out of the ordinary: the epoch is the worker's, the stream ends
-- right before the first of them, none of the commands has an outcome. Atomic: all of them, or none.
-- KEYS: record hash, event stream, outcome hash
-- ARGV: 1 epoch, 2 sequence of the first, 3 response channel, 4 bytes the stream may take, 5 the time stamp of the
--   oldest event that is kept, 6 how many of them are outcomes, n; then the commandIds of these, all different; then each
--   of these once more with what is kept of it, sequence:request hash; then the JSON of each event
-- Gives: the sequence of the oldest event that is kept; or -1 if anything else is the case: then nothing has happened,
--   and commit.lua has to look at them one by one
local record, events, outcomes = KEYS[1], KEYS[2], KEYS[3]
local first, channel, n = tonumber(ARGV[2]), ARGV[3], tonumber(ARGV[6])

local known = redis.call('HMGET', record, 'epoch', 'eventBytes')
if known[1] ~= ARGV[1] then
  return -1
end
local tail = redis.call('XREVRANGE', events, '+', '-', 'COUNT', 1)[1]
if (tail and tail[1] or '0-0') ~= (first - 1) .. '-0' or (tail and not known[2]) then
  return -1
end
-- Arguments are handed on as they are: tables of them cost half a microsecond an event.
if n > 0 then
  for _, decided in ipairs(redis.call('HMGET', outcomes, unpack(ARGV, 7, 6 + n))) do
    if decided then
      return -1
    end
  end
end

local added, sequence = 0, first
for i = 7 + 3 * n, #ARGV do
  local json = ARGV[i]
  redis.call('XADD', events, sequence .. '-0', 'event', json)
  redis.call('PUBLISH', channel, json)
  added = added + #json
  sequence = sequence + 1
end
local last = sequence - 1
if n > 0 then
  redis.call('HSET', outcomes, unpack(ARGV, 7 + n, 6 + 3 * n))
end
local bytes = redis.call('HINCRBY', record, 'eventBytes', added)
-- Looked at every 16 events, so that the cost of an event does not grow with the stream.
if math.floor(last / 16) ~= math.floor((first - 1) / 16) then
  local left = retain(events, outcomes, last, bytes, tonumber(ARGV[4]), ARGV[5])
  if left ~= bytes then
    redis.call('HSET', record, 'eventBytes', left)
  end
end
return tonumber(string.match(redis.call('XRANGE', events, '-', '+', 'COUNT', 1)[1][1], '^%d+'))
