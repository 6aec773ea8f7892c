-- Cuts a stream from its head, by bytes and by age. An outcome is forgotten together with its event. The last event stays,
-- and so does what came after it. Of bytes a little more is cut than must be: whole blocks of events go at once then, which
-- costs Redis far less than one event after the other.
-- Gives: the bytes of events that are kept, and the sequence of the oldest
local function retain(events, outcomes, last, bytes, oldest, maxBytes, notBefore)
  local enough = bytes > maxBytes and maxBytes - math.floor(maxBytes / 64) or maxBytes
  -- Most times there is nothing to cut, so that one entry tells.
  local from, count, cut = '-', 1, nil
  while from do
    local head = redis.call('XRANGE', events, from, '(' .. last .. '-0', 'COUNT', count)
    from = #head == count and '(' .. head[count][1] or nil
    local commands, places, n = {}, {}, 0
    for _, entry in ipairs(head) do
      local text = entry[2][2]
      -- Time stamps sort as texts.
      if bytes <= enough and (string.match(text, '"timeStamp":"([^"]+)"') or '') >= notBefore then
        from = nil
        break
      end
      cut = entry[1]
      bytes = bytes - #text
      local _, before = string.find(text, '"commandId":"', 1, true)
      if before then
        n = n + 1
        commands[n] = string.sub(text, before + 1, before + 36)
        places[n] = cut
      end
    end
    if n > 0 then
      local forgotten = {}
      for i, decided in ipairs(redis.call('HMGET', outcomes, unpack(commands))) do
        if decided and string.match(decided, '^%d+') .. '-0' == places[i] then
          forgotten[#forgotten + 1] = commands[i]
        end
      end
      if #forgotten > 0 then
        redis.call('HDEL', outcomes, unpack(forgotten))
      end
    end
    count = 64
  end
  if cut then
    oldest = tonumber(string.match(cut, '^%d+')) + 1
    redis.call('XTRIM', events, 'MINID', oldest .. '-0')
  end
  return bytes, oldest
end
