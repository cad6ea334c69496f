using System.Text.RegularExpressions;

namespace Sessions.Tests.Architecture;

/// <summary>One folder naming another one, or something in it.</summary>
internal sealed record FolderUse(string Path, int Line, string From, string To);

/// <summary>
/// Which of a project's folders name which, read from the source text. Folders are namespaces here (IDE0130), so
/// a folder cannot be used without its name standing somewhere. An alias of an alias is not followed.
/// </summary>
internal sealed partial class FolderUses
{
    private readonly string _parent;
    private readonly string _folderNames;
    private readonly Regex _qualified;
    private readonly Regex _imported;

    /// <param name="parent">The project's folder, such as <c>src/Sessions.Adapters</c>.</param>
    /// <param name="folders">The folders under it that are looked for.</param>
    public FolderUses(string parent, IReadOnlyCollection<string> folders)
    {
        _parent = parent;
        _folderNames = string.Join('|', folders);
        var root = string.Join(@"\s*\.\s*", parent["src/".Length..].Split('.'));
        var last = parent["src/".Length..].Split('.')[^1];
        _qualified = Pattern($@"(?<![\w.])({root}|{last})\s*\.\s*(?<to>{_folderNames})\b");
        _imported = Pattern($@"\busing\s+(static\s+)?(\w+\s*=\s*)?(?<to>{_folderNames})\s*[.;]");
    }

    public IReadOnlyList<FolderUse> In(IReadOnlyCollection<SourceFile> files)
    {
        var relative = Relative(files);
        return
        [
            .. from file in files
               let @from = file.FolderUnder(_parent)
               where @from is not null
               from pattern in (Regex[])[_qualified, _imported, .. relative]
               from Match match in pattern.Matches(file.Code)
               let to = match.Groups["to"].Value
               where to != @from
               select new FolderUse(file.Path, file.LineOf(match.Index), @from, to),
        ];
    }

    // "Watching.WatchLink" counts, "Recordings.Length" does not: the second half has to be a type of that folder,
    // or a folder in it. That keeps properties named like a stage apart from the stage.
    private IEnumerable<Regex> Relative(IReadOnlyCollection<SourceFile> files) =>
        files.Where(file => file.FolderUnder(_parent) is not null)
            .SelectMany(file => Names(file).Select(name => (Folder: file.FolderUnder(_parent)!, Name: name)))
            .GroupBy(named => named.Folder, named => named.Name, StringComparer.Ordinal)
            .Select(named => (named.Key, Names: string.Join('|', named.Distinct(StringComparer.Ordinal))))
            .Select(named => Pattern($@"(?<![\w.])(?<to>{named.Key})\s*\.\s*({named.Names})\b"));

    private IEnumerable<string> Names(SourceFile file) =>
        Declared().Matches(file.Code).Select(match => match.Groups["name"].Value).Concat(Inner(file));

    private string[] Inner(SourceFile file)
    {
        var folders = file.Path[(_parent.Length + 1)..].Split('/');
        return folders.Length > 2 ? [folders[1]] : [];
    }

    private static Regex Pattern(string pattern) =>
        new(pattern, RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(5));

    [GeneratedRegex(
        @"\b(class|struct|interface|enum|record(\s+(class|struct))?|delegate\s+[\w<>?,.\s]+?)\s+(?<name>\w+)",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 5000)]
    private static partial Regex Declared();
}
