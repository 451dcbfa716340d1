// Solara puts this into the page it serves: what its template says of language, zoom and icon is set right here.
document.documentElement.lang = "en";
document.querySelector("meta[name=viewport]").content = "width=device-width, initial-scale=1";
document.querySelectorAll("link[rel=icon][type='image/png']").forEach((icon) => icon.remove());
