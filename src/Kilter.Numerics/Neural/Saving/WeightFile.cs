namespace Kilter.Numerics.Neural.Saving;

/// <summary>Keeps the weights of a network in a safetensors file: one F32 tensor a part, under the names and shapes of <see cref="Network.Parameters"/>.</summary>
/// <remarks>Saved and loaded gives the same bits. The file holds numbers only: layers and their settings are the program's.</remarks>
public static class WeightFile
{
    private const string Format = "kilter-weights";
    private const string Version = "1";

    /// <summary>Writes the weights beside <paramref name="path"/> and renames: a reader finds the old file or the new one, whole.</summary>
    /// <exception cref="IOException">The folder is missing or full.</exception>
    public static void Save(Network network, string path)
    {
        ArgumentNullException.ThrowIfNull(network);
        var writer = new SafetensorsWriter();
        (writer.Metadata["format"], writer.Metadata["version"]) = (Format, Version);
        foreach (var parameter in network.Parameters)
        {
            writer.Add(parameter.Name, parameter.ToArray(), [.. parameter.Shape]);
        }

        writer.Write(path);
    }

    /// <summary>Sets the weights from a file that <see cref="Save"/> wrote.</summary>
    /// <exception cref="InvalidDataException">
    /// The file is damaged, or of a network with other layers or shapes; the message names the first difference. The weights stay as they were.
    /// </exception>
    /// <exception cref="IOException">The file is not there, or cannot be read.</exception>
    public static void Load(Network network, string path)
    {
        ArgumentNullException.ThrowIfNull(network);
        var file = SafetensorsFile.Read(path);
        CheckFormat(file, Format, Version, "Weights of other programs are read by WeightImport.");
        Check(network, file, prefix: "");
        Set(network, file);
    }

    /// <summary>Refuses files of another kind or of a later version.</summary>
    internal static void CheckFormat(SafetensorsFile file, string format, string version, string advice)
    {
        var (theirs, number) = (file.Metadata.GetValueOrDefault("format"), file.Metadata.GetValueOrDefault("version"));
        if (theirs != format || number != version)
        {
            throw new InvalidDataException($"'{file.Name}' is {(theirs is null ? "of no stated format" : $"of the format '{theirs}' {number}")}; '{format}' {version} is needed. {advice}".TrimEnd());
        }
    }

    /// <summary>Refuses tensors that are not the parameters of the network; their order does not matter.</summary>
    /// <param name="network">What they should fit.</param>
    /// <param name="file">Where the tensors are.</param>
    /// <param name="prefix">Before the name of each parameter; tensors with another beginning are passed over.</param>
    internal static void Check(Network network, SafetensorsFile file, string prefix)
    {
        var known = network.Parameters.Select(p => prefix + p.Name).ToHashSet(StringComparer.Ordinal);
        var unknown = file.Entries.FirstOrDefault(e => e.Name.StartsWith(prefix, StringComparison.Ordinal) && !known.Contains(e.Name));
        var more = unknown is null ? "" : $" It has '{unknown.Name}' {SafetensorsEntry.Text(unknown.Shape)}, which the network has not.";
        foreach (var parameter in network.Parameters)
        {
            var name = prefix + parameter.Name;
            if (!file.Contains(name))
            {
                throw Other(file, $"the network's '{name}' {parameter.Text} is not in it.{more}");
            }

            if (!file.Entry(name).Shape.SequenceEqual(parameter.Shape))
            {
                throw Other(file, $"'{name}' is {SafetensorsEntry.Text(file.Entry(name).Shape)} in the file, and {parameter.Text} in the network.{more}");
            }

            var bad = Array.FindIndex(file.Floats(name), v => !float.IsFinite(v));
            if (bad >= 0)
            {
                throw new InvalidDataException(FormattableString.Invariant($"'{file.Name}': value {bad} of '{name}' is not a finite number."));
            }
        }

        if (unknown is not null)
        {
            throw Other(file, more.TrimStart());
        }
    }

    /// <summary>Sets every parameter from the tensor of its name.</summary>
    internal static void Set(Network network, SafetensorsFile file, string prefix = "")
    {
        foreach (var parameter in network.Parameters)
        {
            parameter.Set(file.Floats(prefix + parameter.Name));
        }
    }

    private static InvalidDataException Other(SafetensorsFile file, string difference)
        => new($"'{file.Name}' is of another network: {difference} Build the network with the layers and sizes it was saved with.");
}
