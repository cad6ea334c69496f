using System.Globalization;
using Sessions.Ledger;

namespace Sessions.Recordings;

/// <summary>
/// A source's body, read block by block, with everything that tells a whole recording from a cut one or from a
/// sign-in page. What it finds wrong passes by itself: the same recording is sent again on the next try.
/// </summary>
internal sealed class VideoReading : IDisposable
{
    private readonly SourceContent _content;
    private readonly DigestMeter _meter = new();
    private readonly Mp4Walk _walk = new();

    public VideoReading(SourceContent content)
    {
        _content = content;
        // Storage that knows no better says octet-stream, or nothing; the boxes are the judge then.
        if (MediaType(content.ContentType) is not ("" or "video/mp4" or "application/octet-stream"))
            throw Wrong($"it was sent as '{MediaType(content.ContentType)}', not as video/mp4");
    }

    /// <summary>Fills the block as far as the body goes; 0 at its end.</summary>
    public async Task<int> ReadAsync(Memory<byte> block, CancellationToken cancel)
    {
        var read = await FillAsync(block, cancel);
        _meter.Take(block.Span[..read]);
        _walk.Take(block.Span[..read]);
        return _walk.Problem is { } problem ? throw Wrong(problem) : read;
    }

    /// <summary>At the end of the body: what was read, if it is whole.</summary>
    public FileDigest Finish()
    {
        var digest = _meter.Finish();
        if (_content.Length is { } declared && declared != digest.Length)
            throw Wrong(string.Create(
                CultureInfo.InvariantCulture, $"{declared} bytes were declared and {digest.Length} came"));
        return _walk.Finish(_content.Length is not null) is { } problem ? throw Wrong(problem) : digest;
    }

    public void Dispose() => _meter.Dispose();

    private async Task<int> FillAsync(Memory<byte> block, CancellationToken cancel)
    {
        try
        {
            return await _content.Body.ReadAtLeastAsync(block, block.Length, throwOnEndOfStream: false, cancel);
        }
        catch (IOException e)
        {
            throw Wrong(
                string.Create(CultureInfo.InvariantCulture, $"it broke off after {_meter.Length} bytes or more"), e);
        }
    }

    private static string MediaType(string? contentType) =>
        (contentType ?? "").Split(';')[0].Trim().ToLowerInvariant();

    private static OutsideFaultException Wrong(string what, Exception? inner = null) => new(
        FaultKind.Transient,
        $"the recording did not come whole: {what}; nothing was archived, and it will be fetched again",
        inner);
}
