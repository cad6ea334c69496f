using System.Text;

namespace Sessions.Adapters.Database;

/// <summary><c>LocalStart</c> becomes <c>local_start</c>: PostgreSQL needs no quotes for it.</summary>
internal static class SnakeCase
{
    public static string Of(string name)
    {
        var words = new StringBuilder(name.Length + 4);
        for (var i = 0; i < name.Length; i++)
        {
            if (i > 0 && char.IsUpper(name[i]) && char.IsLower(name[i - 1]))
                words.Append('_');

            words.Append(char.ToLowerInvariant(name[i]));
        }

        return words.ToString();
    }
}
