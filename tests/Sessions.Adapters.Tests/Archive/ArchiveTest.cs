using System.Security.Cryptography;
using Sessions.Recordings;

namespace Sessions.Adapters.Tests.Archive;

/// <summary>An archive, and blocks of a few letters.</summary>
public abstract class ArchiveTest
{
    protected const string Name = "maps/session-1/20251022T170000Z-0123456789ab.mp4";

    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>The archive as a new process would open it; each test has its own.</summary>
    protected abstract IArchive Open();

    protected static Task<BlockId[]> StageAsync(IArchive archive, params string[] contents) =>
        StageAsync(archive, Name, contents);

    protected static async Task<BlockId[]> StageAsync(IArchive archive, string name, string[] contents)
    {
        var blocks = contents.Select((c, i) => Block(i, c)).ToArray();
        for (var i = 0; i < contents.Length; i++)
            await archive.StageAsync(name, blocks[i], Bytes(contents[i]), Md5(contents[i]), Cancel);
        return blocks;
    }

    protected static Task StageAsync(IArchive archive, BlockId block, string content) =>
        archive.StageAsync(Name, block, Bytes(content), Md5(content), Cancel);

    protected static Task<bool> CommitAsync(IArchive archive, BlockId[] blocks, string name = Name) =>
        archive.CommitAsync(name, blocks, "video/mp4", Cancel);

    protected static BlockId Block(int index, string content) => BlockId.Of(index, content.Length, Md5(content));

    protected static async Task<string> ReadAsync(IArchive archive, string name = Name)
    {
        await using var body = await archive.OpenAsync(name, Cancel);
        using var reader = new StreamReader(body);
        return await reader.ReadToEndAsync(Cancel);
    }

    protected static byte[] Md5(string content) =>
        CryptographicOperations.HashData(HashAlgorithmName.MD5, Bytes(content));

    protected static byte[] Bytes(string content) => System.Text.Encoding.ASCII.GetBytes(content);
}
