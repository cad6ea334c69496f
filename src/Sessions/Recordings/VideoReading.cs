using System.Globalization;
using Sessions.Ledger;

namespace Sessions.Recordings;

/// <summary>
/// A source's body, read block by block, with everything that tells a whole recording from a cut one or from a
/// sign-in page. What it finds wrong passes by itself: the same recording is sent again on the next try.
/// </summary>
internal sealed class VideoReading : IAsyncDisposable
{
    private readonly Mp4Walk _walk = new();
    private SourceContent _content;

    public VideoReading(SourceContent content)
    {
        _content = content;
        // Storage that knows no better says octet-stream, or nothing; the boxes are the judge then.
        if (MediaType(content.ContentType) is not ("" or "video/mp4" or "application/octet-stream"))
            throw Wrong($"it was sent as '{MediaType(content.ContentType)}', not as video/mp4");
    }

    /// <summary>Up to where the recording was read, or left out.</summary>
    public long Position { get; private set; }

    /// <summary>What the next bytes may be without a loss to the judgement.</summary>
    public long Skippable => _walk.Skippable;

    /// <summary>Fills the block as far as the body goes; 0 at its end.</summary>
    public async Task<int> ReadAsync(Memory<byte> block, CancellationToken cancel)
    {
        var read = await FillAsync(block, cancel);
        Position += read;
        _walk.Take(block.Span[..read]);
        return _walk.Problem is { } problem ? throw Wrong(problem) : read;
    }

    /// <summary>Goes on with the same recording from a later place.</summary>
    public async Task ContinueAsync(SourceContent later)
    {
        var before = _content;
        _content = later;
        _walk.Skip(later.Offset - Position);
        Position = later.Offset;
        await before.DisposeAsync();
    }

    /// <summary>At the end of the body: throws unless it is whole.</summary>
    public void Finish()
    {
        if (_content.Length is { } declared && declared != Position)
            throw Wrong(string.Create(
                CultureInfo.InvariantCulture, $"{declared} bytes were declared and {Position} came"));
        if (_walk.Finish(_content.Length is not null) is { } problem)
            throw Wrong(problem);
    }

    public ValueTask DisposeAsync() => _content.DisposeAsync();

    private async Task<int> FillAsync(Memory<byte> block, CancellationToken cancel)
    {
        try
        {
            return await _content.Body.ReadAtLeastAsync(block, block.Length, throwOnEndOfStream: false, cancel);
        }
        catch (IOException e)
        {
            throw Wrong(
                string.Create(CultureInfo.InvariantCulture, $"it broke off after {Position} bytes or more"), e);
        }
    }

    private static string MediaType(string? contentType) =>
        (contentType ?? "").Split(';')[0].Trim().ToLowerInvariant();

    private static OutsideFaultException Wrong(string what, Exception? inner = null) => new(
        FaultKind.Transient,
        $"the recording did not come whole: {what}; nothing was archived, and it will be fetched again",
        inner);
}
