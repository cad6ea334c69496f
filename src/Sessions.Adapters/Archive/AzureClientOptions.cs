using Azure.Core;
using Azure.Storage.Blobs;

namespace Sessions.Adapters.Archive;

/// <summary>
/// How patient the client is. Its retries are the only ones around a request: a block is at most 8 MiB, so 100 s
/// means less than 0.7 Mbit/s; five tries with these pauses last less than ten minutes, then the step's own
/// next look takes over.
/// </summary>
internal static class AzureClientOptions
{
    public static BlobClientOptions Make()
    {
        var options = new BlobClientOptions();
        options.Retry.Mode = RetryMode.Exponential;
        options.Retry.MaxRetries = 4;
        options.Retry.Delay = TimeSpan.FromSeconds(0.8);
        options.Retry.MaxDelay = TimeSpan.FromSeconds(20);
        options.Retry.NetworkTimeout = TimeSpan.FromSeconds(100);
        // Neither the query of a SAS nor any header is logged beyond the SDK's own safe list.
        options.Diagnostics.IsLoggingContentEnabled = false;
        return options;
    }
}
