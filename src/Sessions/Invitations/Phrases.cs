using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;
using System.Resources;

namespace Sessions.Invitations;

/// <summary>
/// The sentences of one language, out of the resource file that is named after it. The files lie side by side in a
/// folder <c>Languages</c>, all in the program itself: what is said does not depend on the machine it is said on.
/// </summary>
public sealed class Phrases
{
    private const string Extension = ".resources";

    private readonly ImmutableDictionary<string, string> _sentences;

    private Phrases(string language, ImmutableDictionary<string, string> sentences)
    {
        Language = language;
        _sentences = sentences;
    }

    /// <summary>BCP 47; the file's name.</summary>
    public string Language { get; }

    public IEnumerable<string> Keys => _sentences.Keys;

    /// <summary>Every language that has a file in the folder.</summary>
    /// <param name="folder">As a namespace: <c>Sessions.Invitations.Languages</c>.</param>
    public static ImmutableDictionary<string, Phrases> Load(Assembly assembly, string folder)
    {
        var files = assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(folder + ".", StringComparison.Ordinal))
            .Where(name => name.EndsWith(Extension, StringComparison.Ordinal));
        return files.Select(file => Read(assembly, file, file[(folder.Length + 1)..^Extension.Length]))
            .ToImmutableDictionary(phrases => phrases.Language, StringComparer.Ordinal);
    }

    /// <exception cref="KeyNotFoundException">No file says it; a test sees that every file says the same.</exception>
    public string this[string key] => _sentences.TryGetValue(key, out var sentence)
        ? sentence
        : throw new KeyNotFoundException($"Languages/{Language}.resx says nothing for '{key}'");

    /// <summary>The sentence with these values in the places of <c>{0}</c>, <c>{1}</c>, …</summary>
    public string Say(string key, params object[] values) =>
        string.Format(CultureInfo.InvariantCulture, this[key], values);

    /// <summary>The sentence for one or for several, with the number in the place of <c>{0}</c>.</summary>
    public string Count(string key, int number) => Say(number == 1 ? $"{key}.One" : $"{key}.Other", number);

    /// <summary>A list whose members a <c>|</c> divides.</summary>
    public ImmutableArray<string> List(string key) => [.. this[key].Split('|')];

    private static Phrases Read(Assembly assembly, string file, string language)
    {
        using var stream = assembly.GetManifestResourceStream(file)!;
        using var reader = new ResourceReader(stream);
        var sentences = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        for (var entry = reader.GetEnumerator(); entry.MoveNext();)
            sentences.Add((string)entry.Key, (string)entry.Value!);
        return new Phrases(language, sentences.ToImmutable());
    }
}
