using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Sessions.Web;

namespace Sessions.Benchmarks.Feed;

/// <summary>The web host as it is, in a process of its own.</summary>
internal static class FeedServer
{
    /// <param name="args">The folder of the ledger.</param>
    public static async Task<int> RunAsync(string[] args)
    {
        await using var web = WebHost.Build([], builder =>
        {
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            builder.Configuration.AddInMemoryCollection(Settings(args[0]));
        });
        await web.StartAsync();
        Console.WriteLine(web.Urls.Single());
        // Until whoever started us closes our input, or is gone.
        await Console.In.ReadToEndAsync();
        await web.StopAsync();
        return 0;
    }

    public static Dictionary<string, string?> Settings(string folder) => new(StringComparer.OrdinalIgnoreCase)
    {
        ["Sessions:Database:Provider"] = "Sqlite",
        ["Sessions:Database:ConnectionString"] = $"Data Source={Path.Combine(folder, "ledger.db")}",
        ["Sessions:Links:Key"] = Convert.ToBase64String(new byte[32]),
        ["Sessions:Api:Authentication"] = "Key",
        ["Sessions:Api:Key"] = new string('k', 32),
        ["Sessions:Archive:Provider"] = "Files",
        ["Sessions:Archive:Directory"] = Path.Combine(folder, "archive"),
        ["Logging:LogLevel:Default"] = "Warning",
    };
}
