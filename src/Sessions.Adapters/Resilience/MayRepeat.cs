using Microsoft.Kiota.Abstractions;

namespace Sessions.Adapters.Resilience;

/// <summary>
/// Put on a POST that does the same when it is sent twice, because the other side knows it again. Every other
/// POST is sent once: a mail whose answer was lost may have left.
/// </summary>
public sealed class MayRepeat : IRequestOption
{
    private MayRepeat()
    {
    }

    public static MayRepeat Instance { get; } = new();

    internal static bool Is(HttpRequestMessage request) =>
        request.Method != HttpMethod.Post
        || request.Options.TryGetValue(new HttpRequestOptionsKey<IRequestOption>(typeof(MayRepeat).FullName!), out _);
}
