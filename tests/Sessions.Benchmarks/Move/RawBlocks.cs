using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;

namespace Sessions.Benchmarks.Move;

/// <summary>
/// What the storage takes at most: Put Block calls with Content-MD5 and nothing else, of bytes that lie in memory
/// with their MD5 known before, over a signed address. Then what it gives at most: all of it once, to nobody.
/// </summary>
internal static class RawBlocks
{
    private const int Different = 8;

    /// <param name="args">Endpoint, bytes in all, block size, calls at once. Prints the seconds of both.</param>
    public static async Task<int> RunAsync(string[] args)
    {
        var (endpoint, total, size, atOnce) = (args[0], Number(args[1]), (int)Number(args[2]), (int)Number(args[3]));
        using var client = new HttpClient();
        var sas = Sign();
        using (var made = await client.PutAsync(new Uri($"{endpoint}/raw?restype=container&{sas}"), null))
            made.EnsureSuccessStatusCode();
        var blocks = Enumerable.Range(0, Different).Select(_ => RandomNumberGenerator.GetBytes(size)).ToArray();
        var hashes = blocks.Select(b => CryptographicOperations.HashData(HashAlgorithmName.MD5, b)).ToArray();
        var left = new ConcurrentQueue<int>(Enumerable.Range(0, (int)(total / size)));

        var began = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, atOnce).Select(_ => PutAsync()));
        var put = Stopwatch.GetElapsedTime(began);
        await CommitAsync();
        began = Stopwatch.GetTimestamp();
        using (var blob = await client.GetStreamAsync(Blob("")))
            await blob.CopyToAsync(Stream.Null, size);
        var got = Stopwatch.GetElapsedTime(began);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{put.TotalSeconds} {got.TotalSeconds}"));
        return 0;

        Uri Blob(string query) => new($"{endpoint}/raw/film.mp4?{query}{sas}");

        async Task PutAsync()
        {
            while (left.TryDequeue(out var index))
            {
                var id = Uri.EscapeDataString(Id(index));
                using var body = new ByteArrayContent(blocks[index % Different]);
                body.Headers.ContentMD5 = hashes[index % Different];
                body.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
                using var answer = await client.PutAsync(Blob($"comp=block&blockid={id}&"), body);
                answer.EnsureSuccessStatusCode();
            }
        }

        async Task CommitAsync()
        {
            var ids = string.Concat(Enumerable.Range(0, (int)(total / size)).Select(i => $"<Latest>{Id(i)}</Latest>"));
            using var list = new StringContent($"<BlockList>{ids}</BlockList>", Encoding.UTF8, "application/xml");
            using var answer = await client.PutAsync(Blob("comp=blocklist&"), list);
            answer.EnsureSuccessStatusCode();
        }
    }

    private static string Id(int index) =>
        Convert.ToBase64String(Encoding.ASCII.GetBytes(index.ToString("D8", CultureInfo.InvariantCulture)));

    // An account SAS: https://learn.microsoft.com/rest/api/storageservices/create-account-sas
    private static string Sign()
    {
        const string Version = "2020-12-06";
        const string Until = "2099-01-01T00:00:00Z";
        var text = $"{Storage.Account}\nrwcl\nb\nsco\n\n{Until}\n\n\n{Version}\n\n";
        var signature = HMACSHA256.HashData(Convert.FromBase64String(Storage.Key), Encoding.UTF8.GetBytes(text));
        return $"sv={Version}&ss=b&srt=sco&sp=rwcl&se={Uri.EscapeDataString(Until)}"
            + $"&sig={Uri.EscapeDataString(Convert.ToBase64String(signature))}";
    }

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}
