import type { Locale } from './locales.ts';

interface Names {
  readonly female: readonly string[];
  readonly male: readonly string[];
  readonly family: readonly string[];
}

const names = (female: string, male: string, family: string): Names => ({
  female: female.split(' '),
  male: male.split(' '),
  family: family.split(' '),
});

/** Frequent names by language: which of them a masked person gets says nothing about the real one. */
export const namesByLocale: Readonly<Record<Locale, Names>> = {
  en: names(
    'Mary Patricia Jennifer Linda Elizabeth Barbara Susan Jessica Sarah Karen Lisa Nancy Betty Sandra Margaret Ashley Kimberly Emily Donna Michelle Carol Amanda Melissa Deborah Stephanie Rebecca Laura Sharon Cynthia Kathleen Amy Angela Shirley Brenda Emma Anna Pamela Nicole Samantha Katherine Christine Helen Rachel Carolyn Janet Maria Olivia Heather Diane Julie Joyce Victoria Ruth Virginia Lauren Kelly Christina Joan Evelyn Judith',
    'James Robert John Michael David William Richard Joseph Thomas Christopher Charles Daniel Matthew Anthony Mark Donald Steven Andrew Paul Joshua Kenneth Kevin Brian Timothy Ronald George Jason Edward Jeffrey Ryan Jacob Nicholas Gary Eric Jonathan Stephen Larry Justin Scott Brandon Benjamin Samuel Gregory Alexander Patrick Frank Raymond Jack Dennis Jerry Tyler Aaron Jose Adam Nathan Henry Zachary Douglas Peter Kyle',
    'Smith Johnson Williams Brown Jones Miller Davis Wilson Anderson Taylor Thomas Moore Jackson Martin Lee Thompson White Harris Clark Lewis Robinson Walker Young Allen King Wright Scott Hill Green Adams Nelson Baker Hall Campbell Mitchell Carter Roberts Phillips Evans Turner Parker Collins Edwards Stewart Morris Murphy Cook Rogers Morgan Cooper Peterson Reed Bailey Bell Kelly Howard Ward Cox Richardson Wood Watson Brooks Bennett Gray Hughes Price Myers Long Foster Sanders Ross Powell Sullivan Russell Perry Butler Barnes Fisher',
  ),
  de: names(
    'Maria Ursula Monika Petra Elisabeth Sabine Renate Helga Karin Brigitte Ingrid Erika Andrea Gisela Claudia Susanne Gabriele Christa Christine Hildegard Anna Birgit Barbara Gertrud Heike Marianne Martina Angelika Irmgard Julia Katrin Stefanie Anja Nicole Katharina Sandra Silke Kerstin Ute Cornelia Lena Leonie Hannah Lea Laura Sophie Johanna Greta Frieda Mathilda',
    'Peter Michael Thomas Andreas Wolfgang Klaus Jürgen Günter Stefan Christian Uwe Werner Horst Frank Dieter Manfred Gerhard Hans Bernd Thorsten Matthias Helmut Walter Heinz Martin Jörg Rolf Jens Sven Alexander Jan Rainer Holger Karl Dirk Joachim Ralf Carsten Herbert Oliver Lukas Jonas Felix Paul Maximilian Moritz Tobias Florian Niklas Emil',
    'Müller Schmidt Schneider Fischer Weber Meyer Wagner Becker Schulz Hoffmann Schäfer Koch Bauer Richter Klein Wolf Schröder Neumann Schwarz Zimmermann Braun Krüger Hofmann Hartmann Lange Werner Krause Lehmann Köhler Maier Herrmann König Walter Mayer Huber Kaiser Fuchs Peters Lang Scholz Möller Weiß Jung Hahn Schubert Vogel Friedrich Keller Günther Frank Berger Winkler Roth Beck Lorenz Baumann Franke Albrecht Schuster Simon',
  ),
  fr: names(
    'Marie Nathalie Isabelle Sylvie Catherine Martine Christine Françoise Valérie Sandrine Stéphanie Véronique Sophie Céline Chantal Patricia Anne Brigitte Julie Monique Aurélie Nicole Laurence Annie Émilie Dominique Virginie Corinne Élodie Christelle Camille Caroline Léa Sarah Florence Laetitia Audrey Hélène Laura Mélanie Manon Chloé Inès Jade Louise',
    'Jean Philippe Michel Alain Patrick Nicolas Christophe Pierre Christian Éric Frédéric Laurent Stéphane David Pascal Daniel Alexandre Julien Thierry Olivier Bernard Thomas Sébastien Gérard Didier Dominique Vincent François Bruno Guillaume Jérôme Jacques Marc Maxime Romain Claude Antoine Franck Anthony Kévin Hugo Lucas Louis Gabriel Arthur',
    'Martin Bernard Thomas Petit Robert Richard Durand Dubois Moreau Laurent Simon Michel Lefebvre Leroy Roux David Bertrand Morel Fournier Girard Bonnet Dupont Lambert Fontaine Rousseau Vincent Muller Lefèvre Faure André Mercier Blanc Guérin Boyer Garnier Chevalier François Legrand Gauthier Garcia Perrin Robin Clément Morin Nicolas Henry Roussel Mathieu Gautier Masson',
  ),
  es: names(
    'María Carmen Ana Isabel Laura Cristina Marta Dolores Lucía Pilar Elena Sara Raquel Teresa Paula Rosa Francisca Antonia Beatriz Silvia Julia Patricia Irene Andrea Rocío Mónica Alba Ángela Sonia Alicia Sandra Susana Marina Yolanda Natalia Margarita Eva Inmaculada Claudia Verónica Sofía Valentina Camila Gabriela Daniela',
    'Antonio Manuel José Francisco David Juan Javier Daniel Carlos Jesús Alejandro Miguel Rafael Pedro Pablo Ángel Sergio Fernando Jorge Luis Alberto Álvaro Adrián Diego Raúl Iván Rubén Enrique Óscar Ramón Vicente Andrés Joaquín Santiago Eduardo Víctor Mario Roberto Jaime Marcos Mateo Sebastián Nicolás Emilio Hugo',
    'García Rodríguez González Fernández López Martínez Sánchez Pérez Gómez Martín Jiménez Hernández Ruiz Díaz Moreno Muñoz Álvarez Romero Gutiérrez Alonso Navarro Torres Domínguez Ramos Vázquez Ramírez Gil Serrano Morales Molina Blanco Suárez Castro Ortega Delgado Ortiz Marín Rubio Núñez Medina Sanz Castillo Iglesias Cortés Garrido Santos Guerrero Lozano Cano Cruz',
  ),
  it: names(
    'Maria Anna Giuseppina Rosa Angela Giovanna Teresa Lucia Carmela Caterina Francesca Antonietta Carla Elena Concetta Rita Margherita Franca Paola Laura Giulia Chiara Sara Valentina Alessandra Silvia Elisa Martina Federica Roberta Simona Daniela Barbara Sofia Aurora Alice Ginevra Emma Giorgia Beatrice',
    'Giuseppe Antonio Giovanni Mario Luigi Francesco Angelo Vincenzo Pietro Salvatore Carlo Franco Domenico Bruno Paolo Michele Giorgio Aldo Sergio Luciano Andrea Marco Alessandro Stefano Roberto Matteo Luca Davide Fabio Simone Daniele Lorenzo Riccardo Federico Leonardo Tommaso Edoardo Gabriele Mattia Nicola',
    'Rossi Russo Ferrari Esposito Bianchi Romano Colombo Ricci Marino Greco Bruno Gallo Conti Costa Giordano Mancini Rizzo Lombardi Moretti Barbieri Fontana Santoro Mariani Rinaldi Caruso Ferrara Galli Martini Leone Longo Gentile Martinelli Vitale Lombardo Serra Coppola Marchetti Parisi Villa Conte Ferraro Ferri Fabbri Bianco Marini Grasso Valentini Messina Sala Gatti',
  ),
  nl: names(
    'Maria Johanna Anna Cornelia Elisabeth Wilhelmina Hendrika Catharina Margaretha Petronella Emma Sophie Julia Anouk Lotte Sanne Femke Fleur Iris Marieke Esther Linda Monique Ingrid Anneke Saskia Wendy Karin Marloes Eline',
    'Johannes Jan Cornelis Hendrik Willem Pieter Gerrit Jacob Martin Peter Daan Sem Lucas Bram Thijs Lars Tim Jeroen Bas Sander Maarten Erik Rob Dennis Marcel Frank Wouter Joost Koen Ruben',
    'Jansen Bakker Visser Smit Meijer Mulder Bos Vos Peters Hendriks Dekker Brouwer Dijkstra Smits Vermeulen Jacobs Kok Hoekstra Schouten Willems Kuipers Veenstra Kramer Postma Bosch Huisman Prins Wolters Evers Martens',
  ),
  pl: names(
    'Anna Maria Katarzyna Małgorzata Agnieszka Barbara Ewa Krystyna Elżbieta Magdalena Joanna Monika Zofia Danuta Teresa Aleksandra Natalia Beata Dorota Halina Jadwiga Karolina Justyna Marta Irena Julia Zuzanna Hanna Oliwia Iwona',
    'Piotr Krzysztof Andrzej Tomasz Jan Paweł Michał Marcin Jakub Adam Łukasz Marek Grzegorz Stanisław Mateusz Wojciech Mariusz Dariusz Zbigniew Maciej Rafał Robert Kamil Jerzy Dawid Szymon Kacper Filip Artur Rafał',
    'Nowak Wójcik Kowalczyk Woźniak Mazur Krawczyk Kaczmarek Zając Król Wróbel Wieczorek Stępień Dudek Pawlak Walczak Baran Szewczyk Pietrzak Duda Włodarczyk Wilk Lis Kubiak Mazurek Kaźmierczak Sobczak Głowacki Kołodziej Czerwiński Bąk',
  ),
  sv: names(
    'Maria Anna Margareta Elisabeth Eva Kristina Birgitta Karin Marie Ingrid Sofia Linnéa Kerstin Lena Helena Emma Johanna Sara Elin Alice Åsa Annika Ulrika Malin Frida Wilma Saga Astrid Ebba Ida',
    'Erik Lars Karl Anders Johan Per Nils Carl Mikael Jan Hans Peter Lennart Olof Gunnar Sven Fredrik Daniel Bengt Bo Alexander Gustav Göran Åke Magnus Oskar Axel Viktor Emil Hugo',
    'Andersson Johansson Karlsson Nilsson Eriksson Larsson Olsson Persson Svensson Gustafsson Pettersson Jonsson Jansson Hansson Bengtsson Jönsson Lindberg Jakobsson Magnusson Lindström Olofsson Lindqvist Lindgren Berg Axelsson Bergström Lundberg Lind Lundgren Mattsson',
  ),
};
