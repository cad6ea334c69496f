namespace Sessions.Recordings;

/// <summary>What a former run staged, as far as this one can use it.</summary>
/// <param name="version">The source's, now.</param>
internal sealed class StagedBlocks(IEnumerable<StagedBlock> staged, string? version)
{
    // A jump is a request more; for less it is not worth it.
    private const int ShortestJump = 2;

    private readonly ILookup<int, BlockId> _blocks =
        staged.Where(b => b.Id.Length == b.Length).Select(b => b.Id).ToLookup(b => b.Index);

    private readonly ulong _source = BlockId.OfVersion(version);

    /// <summary>The version of the source, as blocks are named after it.</summary>
    public ulong Source => _source;

    /// <summary>A block that was read again, if it is staged as it is now.</summary>
    public BlockId? Find(BlockId read)
    {
        foreach (var block in _blocks[read.Index])
            if (block.Length == read.Length && block.Content == read.Content)
                return block;
        return null;
    }

    /// <summary>Whether the source says it is what it was, and is not: then nothing may be left unread.</summary>
    public bool Contradicts(BlockId read) =>
        _source != 0 && Find(read) is null && _blocks[read.Index].Any(b => b.Source == _source && b.Length == read.Length);

    /// <summary>
    /// The blocks from here on that need not be read, because they are staged from this very version. The last one
    /// that could be left out is not: read again, it shows that the version keeps its word.
    /// </summary>
    /// <param name="most">Bytes that the MP4 walk need not see.</param>
    public IReadOnlyList<BlockId> From(int index, int blockSize, long most)
    {
        List<BlockId> run = [];
        if (_source != 0)
            while ((run.Count + 1L) * blockSize <= most
                && _blocks[index + run.Count].FirstOrDefault(b => b.Source == _source && b.Length == blockSize) is
                { Length: > 0 } next)
                run.Add(next);
        return run.Count > ShortestJump ? run[..^1] : [];
    }
}
