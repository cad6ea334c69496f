using System.Reflection;
using System.Text.RegularExpressions;

namespace Sessions.Adapters.Tests.Teams;

/// <summary>The table of calls and unknowns names tests that there are.</summary>
public sealed partial class ReadmeTests
{
    [Fact]
    public void Every_test_that_the_table_names_exists()
    {
        var named = TestName().Matches(Readme()).Select(m => m.Value).ToHashSet();

        Assert.NotEmpty(named);
        Assert.Empty(named.Except(Tests()));
    }

    [Fact]
    public void Every_row_of_the_table_names_a_test() => Assert.DoesNotContain(
        Readme().Split('\n').Where(line => line.StartsWith("| ", StringComparison.Ordinal)).Where(IsNoHeader),
        line => !TestName().IsMatch(line));

    private static bool IsNoHeader(string line) =>
        !line.StartsWith("| call |", StringComparison.Ordinal) && !line.StartsWith("| unknown |", StringComparison.Ordinal);

    private static IEnumerable<string> Tests() =>
        from type in typeof(ReadmeTests).Assembly.GetTypes()
        from method in type.GetMethods(BindingFlags.Public | BindingFlags.Instance)
        where method.GetCustomAttributes().Any(a => a is FactAttribute)
        select $"{type.Name}.{method.Name}";

    private static string Readme()
    {
        using var text = typeof(ReadmeTests).Assembly.GetManifestResourceStream("Teams/README.md")!;
        using var reader = new StreamReader(text);
        return reader.ReadToEnd();
    }

    [GeneratedRegex(@"\w+Tests\.\w+", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex TestName();
}
