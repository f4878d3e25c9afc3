using System.Text;

namespace Kilter.Preparation;

/// <summary>A stage as text: a name, then settings as name=value, parted by spaces; double quotes hold spaces together.</summary>
internal static class StageText
{
    /// <summary>The name and the settings.</summary>
    /// <exception cref="ArgumentException">It is not of that form; the message shows one that is.</exception>
    public static (string Name, Settings Settings) Read(string stage)
    {
        ArgumentNullException.ThrowIfNull(stage);
        var words = Words(stage);
        if (words.Count == 0)
        {
            throw new ArgumentException("A stage of preparation is empty; a name is needed, as in \"log-ratio\" or \"calendar awake=scala\".", nameof(stage));
        }

        var settings = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var word in words.Skip(1))
        {
            var equals = word.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0)
            {
                throw new ArgumentException($"\"{stage}\": \"{word}\" is not a setting; a name and a value are needed, as in \"calendar awake=scala\".", nameof(stage));
            }

            settings[word[..equals]] = word[(equals + 1)..];
        }

        return (words[0], new Settings(settings));
    }

    private static List<string> Words(string text)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        var (quoted, begun) = (false, false);
        foreach (var letter in text)
        {
            if (letter == '"')
            {
                (quoted, begun) = (!quoted, true);
            }
            else if (letter == ' ' && !quoted)
            {
                if (begun)
                {
                    words.Add(word.ToString());
                }

                word.Clear();
                begun = false;
            }
            else
            {
                word.Append(letter);
                begun = true;
            }
        }

        if (quoted)
        {
            throw new ArgumentException($"'{text}' opens a double quote and does not close it.", nameof(text));
        }

        if (begun)
        {
            words.Add(word.ToString());
        }

        return words;
    }
}
