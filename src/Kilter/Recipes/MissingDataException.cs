namespace Kilter.Recipes;

/// <summary>The data of a recipe is not there: the recipe is left out, and it is said.</summary>
public sealed class MissingDataException : Exception
{
    /// <summary>What is missing.</summary>
    /// <param name="path">The file or folder that was looked for.</param>
    public MissingDataException(string path)
        : base($"There is no '{path}'.")
    {
    }

    /// <summary>With the failure behind it.</summary>
    public MissingDataException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Without words.</summary>
    public MissingDataException()
    {
    }
}
