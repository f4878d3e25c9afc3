using System.Text.RegularExpressions;

namespace Kilter.Numerics.Neural.Saving;

/// <summary>Takes apart the names that other libraries give to weights.</summary>
internal static partial class ForeignNames
{
    /// <summary>Behind the names of a second direction.</summary>
    public const string Reverse = "_reverse";

    /// <summary>Splits a tensor's name into the layer's and the part's.</summary>
    /// <param name="layout">Whose names they are.</param>
    /// <param name="name">"encoder.weight_ih_l1_reverse", "bidirectional/backward_lstm/lstm_cell/kernel:0".</param>
    /// <returns>The layer ("encoder"), its level in a stack of recurrent layers (1), and the part ("weight_ih_reverse").</returns>
    public static (string Prefix, int Level, string Part) Split(WeightLayout layout, string name)
        => layout == WeightLayout.PyTorch ? SplitPyTorch(name) : SplitKeras(name);

    /// <summary>The name of a part in a file that we write.</summary>
    public static string Join(WeightLayout layout, ForeignModule module, string part)
    {
        var backward = part.EndsWith(Reverse, StringComparison.Ordinal);
        var bare = backward ? part[..^Reverse.Length] : part;
        if (layout == WeightLayout.PyTorch)
        {
            var recurrent = bare.EndsWith("_ih", StringComparison.Ordinal) || bare.EndsWith("_hh", StringComparison.Ordinal);
            return module.Layer.Replace('/', '.') + "." + bare + (recurrent ? "_l0" : "") + (backward ? Reverse : "");
        }

        var both = module.Parts.Any(p => p.Name.EndsWith(Reverse, StringComparison.Ordinal));
        return module.Layer + (both ? backward ? "/backward_layer/" : "/forward_layer/" : "/") + bare;
    }

    /// <summary>What names have in common that differ by numbers only, and those numbers: "net.#.conv", [3].</summary>
    public static (string Stem, int[] Numbers) Stem(string prefix)
    {
        var numbers = Digits().Matches(prefix).Select(m => int.TryParse(m.Value, out var number) ? number : int.MaxValue).ToArray();

        // Keras calls the first "lstm", and the next "lstm_1".
        return (LastNumber().Replace(Digits().Replace(prefix, "#"), ""), numbers);
    }

    private static (string Prefix, int Level, string Part) SplitPyTorch(string name)
    {
        var dot = name.LastIndexOf('.');
        var (prefix, part) = (dot < 0 ? "" : name[..dot], name[(dot + 1)..]);
        var recurrent = RecurrentPart().Match(part);
        return recurrent.Success && int.TryParse(recurrent.Groups["level"].Value, out var level)
            ? (prefix, level, recurrent.Groups["part"].Value + recurrent.Groups["reverse"].Value)
            : (prefix, 0, part);
    }

    private static (string Prefix, int Level, string Part) SplitKeras(string name)
    {
        name = VariableNumber().Replace(name, "");
        var slash = name.LastIndexOfAny(['/', '.']);
        var (prefix, part) = (slash < 0 ? "" : name[..slash], name[(slash + 1)..]);
        var direction = Direction().Match(prefix);
        return direction.Success
            ? (prefix.Remove(direction.Groups["way"].Index, direction.Groups["way"].Length), 0, part + (direction.Groups["way"].Value == "backward_" ? Reverse : ""))
            : (prefix, 0, part);
    }

    [GeneratedRegex("[0-9]+", RegexOptions.CultureInvariant)]
    private static partial Regex Digits();

    [GeneratedRegex("_#(?=[/.]|$)", RegexOptions.CultureInvariant)]
    private static partial Regex LastNumber();

    [GeneratedRegex("^(?<part>(weight|bias)_(ih|hh))_l(?<level>[0-9]+)(?<reverse>_reverse)?$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex RecurrentPart();

    [GeneratedRegex(":[0-9]+$", RegexOptions.CultureInvariant)]
    private static partial Regex VariableNumber();

    [GeneratedRegex("(?<=^|/)(?<way>forward_|backward_)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Direction();
}
