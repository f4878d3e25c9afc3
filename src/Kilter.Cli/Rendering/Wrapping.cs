using System.Text;

namespace Kilter.Cli.Rendering;

/// <summary>Breaks text into lines between words.</summary>
internal static class Wrapping
{
    /// <summary>The lines; a word longer than the width stands on a line of its own, whole.</summary>
    public static List<string> Lines(string text, int width)
    {
        var lines = new List<string>();
        var line = new StringBuilder();
        foreach (var word in text.Split(' '))
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > width)
            {
                lines.Add(line.ToString());
                line.Clear();
            }

            line.Append(line.Length > 0 ? " " : "").Append(word);
        }

        lines.Add(line.ToString());
        return lines;
    }
}
