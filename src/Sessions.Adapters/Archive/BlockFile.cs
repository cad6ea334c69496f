using System.Buffers;
using System.Collections.Immutable;
using System.Security.Cryptography;
using Sessions.Ledger;
using Sessions.Recordings;

namespace Sessions.Adapters.Archive;

/// <summary>
/// A file that is made of blocks: each is written straight to its place in <c>path.partial</c>, which gets its name
/// when it is whole. The journal stays beside it until the copy is proven.
/// </summary>
internal sealed class BlockFile(string name, string path)
{
    private readonly string _partial = path + BlobPath.Partial;

    private readonly string _journal = path + BlobPath.Journal;

    private bool IsCommitted => File.Exists(path);

    public async Task<ImmutableArray<StagedBlock>> ListStagedAsync(CancellationToken cancel)
    {
        if (IsCommitted || !File.Exists(_journal) || !File.Exists(_partial))
            return [];

        await using var journal = await BlockJournal.OpenAsync(_journal, cancel);
        return [.. journal.Blocks.Select(b => new StagedBlock(b, b.Length))];
    }

    public async Task StageAsync(
        BlockId block, ReadOnlyMemory<byte> bytes, ReadOnlyMemory<byte> md5, CancellationToken cancel)
    {
        if (block.Length != bytes.Length || !Md5Of(bytes.Span).AsSpan().SequenceEqual(md5.Span))
            throw new OutsideFaultException(
                FaultKind.Transient, $"block {block} of {name} does not agree with its checksum; it is sent again");

        await using var journal = await OpenAsync(cancel);
        // Someone else may have been first; the commit will say so.
        if (journal is null)
            return;
        await journal.ForgetAsync(block, cancel);
        using (var file = File.OpenHandle(_partial, FileMode.OpenOrCreate, FileAccess.Write))
            await RandomAccess.WriteAsync(file, bytes, journal.OffsetOf(block), cancel);
        await journal.AddAsync(block, cancel);
    }

    public async Task<bool> CommitAsync(IReadOnlyList<BlockId> blocks, CancellationToken cancel)
    {
        await using var journal = await OpenAsync(cancel);
        if (journal is null)
            return false;
        await CompleteAsync(blocks, journal, cancel);
        File.Move(_partial, path, overwrite: false);
        DirectorySync.Flush(Path.GetDirectoryName(path)!);
        return true;
    }

    /// <summary>By the journal, if it is still there; none if it tells of more than the file has, or of less.</summary>
    public async Task<ImmutableArray<BlockId>> ListCommittedAsync(CancellationToken cancel)
    {
        if (!File.Exists(_journal) || new FileInfo(path) is not { Exists: true } file)
            return [];

        await using var journal = await BlockJournal.OpenAsync(_journal, cancel);
        if (journal.Blocks is not [{ Index: 0 }, ..])
            return [];
        // Those behind the end are of a former, longer try.
        ImmutableArray<BlockId> blocks = [.. journal.Blocks.TakeWhile(b => journal.OffsetOf(b) < file.Length)];
        var isWhole = blocks.Sum(b => (long)b.Length) == file.Length
            && blocks.Index().All(b => b.Item.Index == b.Index);
        return isWhole ? blocks : [];
    }

    public Task DiscardAsync(CancellationToken cancel) =>
        IsCommitted || !Directory.Exists(Path.GetDirectoryName(path)) ? Task.CompletedTask : ForgetBlocksAsync(cancel);

    public Task ForgetBlocksAsync(CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        File.Delete(_partial);
        File.Delete(_journal);
        DirectorySync.Flush(Path.GetDirectoryName(path)!);
        return Task.CompletedTask;
    }

    /// <returns>Null when the file stands already, with or without a journal.</returns>
    private async Task<BlockJournal?> OpenAsync(CancellationToken cancel)
    {
        if (IsCommitted)
            return null;
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var journal = await BlockJournal.OpenAsync(_journal, cancel);
        if (!IsCommitted)
            return journal;

        // Committed while we waited; and sealed as well, if the journal is a new one.
        if (journal.Blocks is [])
            File.Delete(_journal);
        await journal.DisposeAsync();
        return null;
    }

    /// <summary>Makes sure that the partial file is exactly these blocks, and that the disk has it.</summary>
    private async Task CompleteAsync(IReadOnlyList<BlockId> blocks, BlockJournal journal, CancellationToken cancel)
    {
        var missing = blocks.Except(journal.Blocks).Count();
        if (missing > 0 || blocks.Count == 0)
            throw new OutsideFaultException(
                FaultKind.Transient, $"{missing} blocks of {name} are not staged; they are sent again");

        await using var file = new FileStream(_partial, FileMode.Open, FileAccess.ReadWrite, FileShare.Read, 1);
        foreach (var block in blocks)
            if (file.Position != journal.OffsetOf(block) || !await HoldsAsync(file, block, cancel))
            {
                await journal.ForgetAsync(block, cancel);
                throw new OutsideFaultException(
                    FaultKind.Transient,
                    $"block {block} of {name} is damaged on disk; it is sent again. Check the disk if this repeats");
            }
        // Blocks behind the last one are of a former, longer try.
        file.SetLength(file.Position);
        RandomAccess.FlushToDisk(file.SafeFileHandle);
    }

    // A power cut can keep the journal's line and lose the block's bytes, so the bytes are read again.
    private static async Task<bool> HoldsAsync(FileStream file, BlockId block, CancellationToken cancel)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(block.Length);
        try
        {
            var bytes = buffer.AsMemory(0, block.Length);
            return await file.ReadAtLeastAsync(bytes, block.Length, throwOnEndOfStream: false, cancel) == block.Length
                && (block.Content == default || block.Holds(Md5Of(bytes.Span)));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    // Not for secrecy: the checksum the port speaks of.
    private static byte[] Md5Of(ReadOnlySpan<byte> bytes) =>
        CryptographicOperations.HashData(HashAlgorithmName.MD5, bytes);
}
