-- Records a run of events of one worker, where nothing is out of the ordinary: the epoch is the worker's, the stream ends
-- right before the first of them, none of the commands has an outcome. Atomic: all of them, or none. Where the stream
-- begins and ends is looked up in the record, as reading an entry of the stream costs several times as much.
-- KEYS: record hash, event stream, outcome hash
-- ARGV: 1 epoch, 2 sequence of the first, 3 response channel, 4 bytes the stream may take, 5 the time stamp of the
--   oldest event that is kept, 6 how many of them are outcomes, n; then the commandIds of these, all different; then each
--   of these once more with what is kept of it, sequence:request hash; then the JSON of each event
-- Gives: the sequence of the oldest event that is kept; or -1 if anything else is the case: then nothing has happened,
--   and commit.lua has to look at them one by one
local record, events, outcomes = KEYS[1], KEYS[2], KEYS[3]
local first, channel, n = tonumber(ARGV[2]), ARGV[3], tonumber(ARGV[6])

local known = redis.call('HMGET', record, 'epoch', 'lastEvent', 'oldestEvent', 'eventBytes')
if known[1] ~= ARGV[1] or tonumber(known[2] or 0) ~= first - 1 then
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

local bytes, sequence = tonumber(known[4] or 0), first
for i = 7 + 3 * n, #ARGV do
  local json = ARGV[i]
  if sequence == first then
    -- Refused if the stream is not as the record has it; nothing was written before.
    local added = redis.pcall('XADD', events, sequence .. '-0', 'event', json)
    if added.err then
      return -1
    end
  else
    redis.call('XADD', events, sequence .. '-0', 'event', json)
  end
  redis.call('PUBLISH', channel, json)
  bytes = bytes + #json
  sequence = sequence + 1
end
if n > 0 then
  redis.call('HSET', outcomes, unpack(ARGV, 7 + n, 6 + 3 * n))
end
local last, oldest = sequence - 1, tonumber(known[3] or 1)
-- Looked at every 16 events, so that the cost of an event does not grow with the stream.
if math.floor(last / 16) ~= math.floor((first - 1) / 16) then
  bytes, oldest = retain(events, outcomes, last, bytes, oldest, tonumber(ARGV[4]), ARGV[5])
end
redis.call('HSET', record, 'lastEvent', last, 'oldestEvent', oldest, 'eventBytes', bytes)
return oldest
