-- For wrk: plays the requests of a file in turn (lines of method, path, headers, body, parted by tabs) and prints one line of results.
local asks, at = {}, 0

-- not earlier: only then wrk knows the host
function init()
  for line in io.lines(os.getenv('ASKS')) do
    local method, path, given, body = line:match('^([^\t]*)\t([^\t]*)\t([^\t]*)\t(.*)$')
    local headers = { Connection = 'close', Host = wrk.headers['Host'] }
    for header in given:gmatch('[^\1]+') do
      local name, value = header:match('^([^:]+): (.*)$')
      headers[name] = value
    end
    asks[#asks + 1] = wrk.format(method, path, headers, body ~= '' and body or nil)
  end
end

function request()
  at = at % #asks + 1
  return asks[at]
end

function done(summary, latency)
  local function ms(p) return latency:percentile(p) / 1000 end
  local e = summary.errors
  io.write(('RESULT\t%.2f\t%.2f\t%.2f\t%.2f\t%d\n'):format(
    summary.requests / (summary.duration / 1e6), ms(50), ms(95), ms(99), e.connect + e.read + e.write + e.status + e.timeout))
end
