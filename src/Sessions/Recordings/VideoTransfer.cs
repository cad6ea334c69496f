using System.Collections.Immutable;
using System.Globalization;
using Sessions.Ledger;

namespace Sessions.Recordings;

/// <summary>
/// Streams one recording into the archive in blocks, judges it whole, and commits it. What a former run staged is
/// not sent again; where the source gives ranges and a version, it is not fetched again either.
/// </summary>
internal sealed class VideoTransfer(VideoSource source, IArchive archive, string name, MoveLimits limits)
{
    public async Task<Transferred> RunAsync(CancellationToken cancel) =>
        await TryAsync(mayJump: true, cancel)
        // The source calls two contents by one version, so nothing may be left unread.
        ?? await TryAsync(mayJump: false, cancel)
        ?? throw new InvalidOperationException("only a jump can be contradicted");

    private async Task<Transferred?> TryAsync(bool mayJump, CancellationToken cancel)
    {
        var content = await source.OpenAsync(cancel);
        await using var opened = content;
        await using var reading = new VideoReading(content);
        var staged = new StagedBlocks(await archive.ListStagedAsync(name, cancel), content.Version);
        await using var window = new BlockWindow(archive, name, staged, limits, cancel);

        while (await reading.ReadAsync(await window.NextAsync(), cancel) is > 0 and var read)
        {
            if (window.Count == MoveLimits.MostBlocks)
                throw TooLong();
            await window.SendAsync(read);
            mayJump = mayJump && await JumpAsync(content, reading, staged, window, cancel);
        }
        reading.Finish();
        var blocks = await window.FinishAsync();
        return window is { Skipped: > 0, Contradicted: true }
            ? null
            : new Transferred(
                new Witness(reading.Position, await window.DigestAsync(), [.. blocks]),
                window.Resumed, window.Skipped, await archive.CommitAsync(name, blocks, "video/mp4", cancel));
    }

    /// <returns>False when it is no use to try again further on.</returns>
    private async Task<bool> JumpAsync(
        SourceContent first, VideoReading reading, StagedBlocks staged, BlockWindow window, CancellationToken cancel)
    {
        var jump = reading.Position == (long)window.Count * limits.BlockSize
            ? staged.From(window.Count, limits.BlockSize, reading.Skippable)
            : [];
        if (jump.Count == 0)
            return true;

        // What was read again must have come out as it was staged.
        await window.FinishAsync();
        if (window.Contradicted)
            return false;

        var offset = reading.Position + ((long)jump.Count * limits.BlockSize);
        if (await source.ResumeAsync(first, offset, cancel) is not { } later)
            return false;

        await reading.ContinueAsync(later);
        window.Skip(jump);
        return true;
    }

    private OutsideFaultException TooLong() => new(
        FaultKind.Permanent,
        string.Create(
            CultureInfo.InvariantCulture,
            $"the recording has more than {MoveLimits.MostBlocks} blocks of {limits.BlockSize} bytes; add it by hand"));
}

/// <param name="Resumed">Blocks that a former run had staged.</param>
/// <param name="Skipped">Those of them that were not even fetched.</param>
/// <param name="First">False when someone else committed before.</param>
internal sealed record Transferred(Witness Witness, int Resumed, int Skipped, bool First);

/// <summary>What is known of a recording's bytes from its source, to hold the archive's copy against.</summary>
/// <param name="Digest">Of the whole, where one run read it all.</param>
/// <param name="Blocks">
/// Otherwise: each named after the MD5 of bytes that came from the source, all of one version of it, or all read by
/// one run.
/// </param>
internal sealed record Witness(long Length, FileDigest? Digest, ImmutableArray<BlockId> Blocks);
