using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;

namespace Sessions.Benchmarks.Move;

/// <summary>
/// What the storage takes at most: Put Block calls with Content-MD5 and nothing else, of bytes that lie in memory
/// with their MD5 known before, over a signed address.
/// </summary>
internal static class RawBlocks
{
    private const int Different = 8;

    /// <param name="args">Endpoint, bytes in all, block size, calls at once. Prints the seconds.</param>
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
        Console.WriteLine(Stopwatch.GetElapsedTime(began).TotalSeconds.ToString(CultureInfo.InvariantCulture));
        return 0;

        async Task PutAsync()
        {
            while (left.TryDequeue(out var index))
            {
                var id = Uri.EscapeDataString(Convert.ToBase64String(Encoding.ASCII.GetBytes($"{index:D8}")));
                using var body = new ByteArrayContent(blocks[index % Different]);
                body.Headers.ContentMD5 = hashes[index % Different];
                body.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
                using var answer = await client.PutAsync(
                    new Uri($"{endpoint}/raw/film.mp4?comp=block&blockid={id}&{sas}"), body);
                answer.EnsureSuccessStatusCode();
            }
        }
    }

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
