namespace Sessions.Courses;

/// <summary>A key that a group of the course file may have.</summary>
/// <param name="Example">The whole line, as it would be right.</param>
internal sealed record Key(string Name, string Example, bool Required = false);

/// <summary>A key with the value it was given.</summary>
internal sealed record Field(Key Key, YamlNode Value, Place At);

/// <summary>Sorts a group's entries by the keys it may have, and reports what does not fit.</summary>
internal static class KeyReader
{
    /// <param name="what">The group, as in "the course file".</param>
    /// <returns>One field for each known key that is there, the first where it is doubled.</returns>
    public static Dictionary<Key, Field> Read(
        YamlNode node, string what, IReadOnlyList<Key> known, ProblemList problems)
    {
        var fields = new Dictionary<Key, Field>();
        if (node is not YamlMap map)
        {
            problems.Add(node.At, $"{what} is {node.Kind}", $"keys and values such as '{known[0].Example}'");
            return fields;
        }

        var meant = new HashSet<string>(StringComparer.Ordinal);
        foreach (var entry in map.Entries.TakeWhile(_ => !problems.IsFull))
        {
            if (known.FirstOrDefault(k => k.Name == entry.Key.Value) is not { } key)
                Unknown(entry.Key, known, meant, problems);
            else if (!fields.TryAdd(key, FieldOf(key, entry)))
                Doubled(entry.Key, fields[key], problems);
        }

        // Whoever wrote 'titel' knows that a title is wanted: saying so twice would hide the rest.
        foreach (var key in known.Where(k => k.Required && !fields.ContainsKey(k) && !meant.Contains(k.Name)))
            problems.Add(map.At, $"{what} has no '{key.Name}'", $"add '{key.Example}'");

        return fields;
    }

    // Nothing stands at an empty value's own place: the key is what a person looks for.
    private static Field FieldOf(Key key, YamlEntry entry) =>
        new(key, entry.Value, entry.Value is YamlText { Value: "" } ? entry.Key.At : entry.Value.At);

    private static void Unknown(YamlText key, IReadOnlyList<Key> known, HashSet<string> meant, ProblemList problems)
    {
        var names = known.Select(k => k.Name).ToList();
        var near = Nearest.To(key.Value, names);
        if (near is not null)
            meant.Add(near);

        problems.Add(
            key.At,
            $"unknown key {PlainText.Quote(key.Value)}",
            near is null ? $"one of {string.Join(", ", names)}" : $"did you mean '{near}'?");
    }

    private static void Doubled(YamlText key, Field first, ProblemList problems) =>
        problems.Add(key.At, $"'{key.Value}' stands twice, first in line {first.At.Line}", "keep one of them");
}
