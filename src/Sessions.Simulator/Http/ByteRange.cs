using Microsoft.AspNetCore.Http;

namespace Sessions.Simulator.Http;

/// <summary>One range of a Range header (RFC 9110, 14.2); several are answered with the whole.</summary>
internal sealed record ByteRange(int First, int Last, bool IsBeyond)
{
    public static ByteRange? Of(HttpRequest request, int length)
    {
        if (request.GetTypedHeaders().Range is not { Unit.Value: "bytes", Ranges: { Count: 1 } ranges })
        {
            return null;
        }

        var range = ranges.Single();
        var first = range.From ?? Math.Max(0, length - range.To!.Value);
        var last = range.From is null ? length - 1 : Math.Min(range.To ?? length - 1, length - 1);
        return first >= length || last < first
            ? new ByteRange(0, 0, true)
            : new ByteRange((int)first, (int)last, false);
    }
}
