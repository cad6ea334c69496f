using System.Collections.Immutable;
using System.Text;
using Azure.Storage.Blobs.Models;
using Sessions.Recordings;

namespace Sessions.Adapters.Archive;

/// <summary>Our block names as Put Block wants them: Base64 of at most 64 bytes, all of a blob equally long.</summary>
internal static class AzureBlocks
{
    public static string Write(BlockId block) => Convert.ToBase64String(Encoding.ASCII.GetBytes(block.ToString()));

    /// <summary>Null for a block that is none of ours.</summary>
    public static StagedBlock? Read(BlobBlock block)
    {
        var name = new byte[64];
        return Convert.TryFromBase64String(block.Name, name, out var length)
            && BlockId.TryParse(Encoding.ASCII.GetString(name, 0, length)) is { } id
            ? new StagedBlock(id, block.SizeLong)
            : null;
    }

    /// <summary>In order; none when one of them is somebody else's.</summary>
    public static ImmutableArray<BlockId> AllOurs(IEnumerable<BlobBlock> blocks)
    {
        ImmutableArray<StagedBlock?> read = [.. blocks.Select(Read)];
        return read.All(b => b is not null) ? [.. read.Select(b => b!.Id)] : [];
    }
}
