using System.Collections.Immutable;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Sessions.Courses;

/// <summary>A node of the file, with its place.</summary>
internal abstract record YamlNode(Place At)
{
    /// <summary>What it is, in a person's words.</summary>
    public abstract string Kind { get; }
}

internal sealed record YamlText(Place At, string Value) : YamlNode(At)
{
    public override string Kind => Value.Length == 0 ? "empty" : "a text";
}

internal sealed record YamlList(Place At, ImmutableArray<YamlNode> Items) : YamlNode(At)
{
    public override string Kind => "a list";
}

internal sealed record YamlMap(Place At, ImmutableArray<YamlEntry> Entries) : YamlNode(At)
{
    public override string Kind => "a group of keys";
}

internal sealed record YamlEntry(YamlText Key, YamlNode Value);

/// <summary>
/// Turns YAML into a tree that still knows its places and its doubled keys, which YamlDotNet's own representation
/// refuses at the first one. Aliases are not followed: a course file has no use for them, an attacker has.
/// </summary>
internal static class YamlTree
{
    private const int MaxDepth = 10;

    /// <returns>Null when the text is no YAML that we take; the problem is in the list then.</returns>
    public static YamlNode? Read(string text, ProblemList problems)
    {
        var scanner = new Scanner(new StringReader(text), skipComments: true);
        try
        {
            return ReadDocument(new Parser(scanner));
        }
        catch (UnwantedYamlException unwanted)
        {
            problems.Add(At(unwanted.Start), unwanted.Message, unwanted.Right);
        }
        catch (YamlException broken)
        {
            Refuse(At(broken.Start), broken.Message.TrimEnd('.'), text, problems);
        }
        catch (Exception broken) when (IsScannerSlip(broken))
        {
            Refuse(At(scanner.CurrentPosition), "it breaks off here", text, problems);
        }

        return null;
    }

    // YamlDotNet 18.1 lets these out for "\UFFFFFFFF" and for a plain text in braces that holds a quote or a brace.
    private static bool IsScannerSlip(Exception exception) => exception
        is ArgumentException or InvalidOperationException or FormatException or OverflowException
        or IndexOutOfRangeException;

    private static void Refuse(Place at, string why, string text, ProblemList problems)
    {
        problems.Add(
            at,
            $"this is not YAML: {why}",
            "lines such as 'title: You are here', indented with spaces; a text with ': ' or ' #' in quotes");
        ReportTabs(text, problems);
    }

    // YamlDotNet names the line before the tab, where nobody would look for it.
    private static void ReportTabs(string text, ProblemList problems)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            var indent = lines[i].TakeWhile(char.IsWhiteSpace).ToList();
            if (indent.Contains('\t') && indent.Count < lines[i].Length)
                problems.Add(new(i + 1, indent.IndexOf('\t') + 1), "a tab indents the line", "spaces");
        }
    }

    private static YamlNode ReadDocument(Parser parser)
    {
        parser.Consume<StreamStart>();
        if (parser.Accept<StreamEnd>(out var end))
        {
            throw new UnwantedYamlException(
                end.Start, "the file is empty", "a course, beginning with 'course: its-name'");
        }

        parser.Consume<DocumentStart>();
        var root = ReadNode(parser, depth: 1);
        parser.Consume<DocumentEnd>();
        if (parser.Accept<DocumentStart>(out var second))
            throw new UnwantedYamlException(second.Start, "a second document begins", "one course to a file");

        parser.Consume<StreamEnd>();
        return root;
    }

    private static YamlNode ReadNode(Parser parser, int depth)
    {
        var start = parser.Current!.Start;
        if (depth > MaxDepth)
        {
            throw new UnwantedYamlException(
                start, $"nested deeper than {MaxDepth} levels", "the course file's own keys");
        }

        if (parser.TryConsume<Scalar>(out var scalar))
            return new YamlText(At(start), IsNull(scalar) ? "" : scalar.Value);

        if (parser.TryConsume<SequenceStart>(out _))
            return new YamlList(At(start), ReadItems(parser, depth));

        if (parser.TryConsume<MappingStart>(out _))
            return new YamlMap(At(start), ReadEntries(parser, depth));

        throw new UnwantedYamlException(start, "an alias (*) stands for something written elsewhere", "write it out");
    }

    private static ImmutableArray<YamlNode> ReadItems(Parser parser, int depth)
    {
        var items = ImmutableArray.CreateBuilder<YamlNode>();
        while (!parser.TryConsume<SequenceEnd>(out _))
            items.Add(ReadNode(parser, depth + 1));

        return items.ToImmutable();
    }

    private static ImmutableArray<YamlEntry> ReadEntries(Parser parser, int depth)
    {
        var entries = ImmutableArray.CreateBuilder<YamlEntry>();
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            var start = parser.Current!.Start;
            if (ReadNode(parser, depth + 1) is not YamlText key)
            {
                throw new UnwantedYamlException(
                    start, "a list or a group stands where a key should", "a key such as 'title'");
            }

            entries.Add(new YamlEntry(key, ReadNode(parser, depth + 1)));
        }

        return entries.ToImmutable();
    }

    private static bool IsNull(Scalar scalar) =>
        scalar.Style == ScalarStyle.Plain && scalar.Value is "~" or "null" or "Null" or "NULL";

    private static Place At(Mark mark) => new((int)Math.Max(mark.Line, 1), (int)Math.Max(mark.Column, 1));

    /// <summary>YAML, but not what a course file is made of.</summary>
    private sealed class UnwantedYamlException(Mark at, string message, string right)
        : YamlException(at, at, message)
    {
        public string Right { get; } = right;
    }
}
