namespace Sessions.Adapters.Archive;

/// <summary>Files know their type by their name alone.</summary>
internal static class FileContentType
{
    public static string Of(string name) => Path.GetExtension(name).ToLowerInvariant() switch
    {
        ".mp4" => "video/mp4",
        ".vtt" => "text/vtt",
        ".json" => "application/json",
        _ => "application/octet-stream",
    };

    /// <exception cref="ArgumentException">A reader would be told another type.</exception>
    public static void Check(string name, string contentType)
    {
        if (contentType != Of(name))
            throw new ArgumentException($"{name} is kept as {Of(name)}, not as {contentType}", nameof(contentType));
    }
}
